package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Tenants;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads process definitions and forms for a requester. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class DefinitionService {

    private static final Set<String> DEFAULT_TENANT = Set.of(Tenants.DEFAULT);

    /** All callers without a name share one share. */
    private static final String ANONYMOUS = "";

    private final TaskStore store;
    private final Visibility visibility;
    private final boolean publicStartForms;
    private final ProcessPermissions permissions;

    public DefinitionService(TaskStore store, TasklistOptions options) {
        this.store = store;
        this.visibility = new Visibility(options);
        this.publicStartForms = options.publicStartForms();
        this.permissions = new ProcessPermissions(options.resourcePermissions());
    }

    /** Returns a page of the definitions that the requester may read, in the tenants of the requester. */
    public DefinitionQuery.Page search(Requester who, DefinitionQuery query) {
        DefinitionQuery.Filter filter = query.filter();
        Set<String> tenants = visibility.tenants(who);
        if (tenants != null) {
            Set<String> allowed = new HashSet<>(tenants);
            if (filter.tenantIds() != null) {
                allowed.retainAll(filter.tenantIds());
            }
            filter = filter.withTenantIds(allowed);
        }
        Set<String> readable = permissions.processes(who, ProcessPermissions.READ);
        if (readable != null) {
            filter = filter.withBpmnProcessIds(readable);
        }
        return store(who).definitions(new DefinitionQuery(filter, query.sort(), query.after(), query.size()));
    }

    public Optional<ProcessDefinition> definition(Requester who, String key) {
        return store(who)
                .definition(key)
                .filter(found -> visibility.seesTenant(who, found.tenantId()))
                .filter(found -> permissions.allows(who, ProcessPermissions.READ, found.bpmnProcessId()));
    }

    public Optional<String> bpmnXml(Requester who, String key) {
        return definition(who, key).flatMap(found -> store(who).bpmnXml(key));
    }

    /**
     * Returns the newest versions that the requester may start. A tenant that the requester does not belong to has
     * none.
     */
    public List<ProcessDefinition> latest(Requester who, @Nullable String text, @Nullable String tenantId) {
        return startable(
                who,
                store(who)
                        .latestDefinitions(text, visibility.tenants(who, tenantId == null ? null : Set.of(tenantId))));
    }

    /** Returns the newest versions in the default tenant that the requester may start. */
    public List<ProcessDefinition> latestOfDefaultTenant(Requester who, @Nullable String text) {
        return startable(who, store(who).latestDefinitions(text, visibility.defaultTenant(who)));
    }

    private List<ProcessDefinition> startable(Requester who, List<ProcessDefinition> found) {
        return found.stream()
                .filter(process -> permissions.allows(who, ProcessPermissions.START, process.bpmnProcessId()))
                .toList();
    }

    /** Refuses to start a process that the requester may not start. */
    public void checkStart(Requester who, String bpmnProcessId) {
        if (!permissions.allows(who, ProcessPermissions.START, bpmnProcessId)) {
            throw ApiProblem.forbidden("User does not have the permission to start this process");
        }
    }

    public Form form(Requester who, String formId, String processDefinitionKey, @Nullable Long version) {
        return store(who)
                .form(formId, processDefinitionKey, version, visibility.tenants(who))
                .orElseThrow(() -> ApiProblem.notFound("form with id " + formId + " was not found"));
    }

    /**
     * Returns the newest versions that anonymous callers may start by their form. There are none if public start forms
     * are off.
     */
    public List<ProcessDefinition> publiclyStartable(Requester who) {
        return publicStartForms
                ? store(who).latestDefinitions(null, visibility.tenants(who)).stream()
                        .filter(DefinitionService::isPublic)
                        .toList()
                : List.of();
    }

    /** Returns the newest version of one process in a tenant, if anonymous callers may start it by its form. */
    public ProcessDefinition publiclyStartable(Requester who, String bpmnProcessId, @Nullable String tenantId) {
        String tenant = tenantId == null || tenantId.isEmpty() ? Tenants.DEFAULT : tenantId;
        if (!visibility.seesTenant(who, tenant)) {
            throw ApiProblem.badRequest("Invalid Tenant");
        }
        return newest(store(who), bpmnProcessId, Set.of(tenant))
                .filter(found -> publicStartForms && isPublic(found))
                .orElseThrow(() -> ApiProblem.notFound(
                        "The public endpoint for bpmnProcessId: '" + bpmnProcessId + "' is not found"));
    }

    private static boolean isPublic(ProcessDefinition process) {
        return process.publiclyStartable() && process.startFormId() != null;
    }

    /** A start form and the process that it starts. */
    public record StartForm(ProcessDefinition process, Form form) {}

    /** Returns the start form of the newest version in the default tenant, if the model marks it as public. */
    public Optional<StartForm> publicStartForm(String bpmnProcessId) {
        return newest(store.forCaller(ANONYMOUS), bpmnProcessId, DEFAULT_TENANT).flatMap(this::publicStartForm);
    }

    private static Optional<ProcessDefinition> newest(TaskStore from, String bpmnProcessId, Set<String> tenants) {
        DefinitionQuery newest = new DefinitionQuery(
                new DefinitionQuery.Filter(null, null, null, bpmnProcessId, tenants),
                List.of(new DefinitionQuery.Sort(DefinitionQuery.SortField.VERSION, false)),
                null,
                1);
        return from.definitions(newest).items().stream().findFirst();
    }

    private Optional<StartForm> publicStartForm(ProcessDefinition process) {
        String formId = process.startFormId();
        if (formId == null || !process.publiclyStartable()) {
            return Optional.empty();
        }
        return store.forCaller(ANONYMOUS)
                .form(formId, Long.toString(process.key()), null, DEFAULT_TENANT)
                .map(form -> new StartForm(process, form));
    }

    private TaskStore store(Requester who) {
        return store.forCaller(who.userId());
    }
}
