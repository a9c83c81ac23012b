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

    private final TaskStore store;
    private final Visibility visibility;
    private final ProcessPermissions permissions;

    public DefinitionService(TaskStore store, TasklistOptions options) {
        this.store = store;
        this.visibility = new Visibility(options);
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
        return store.definitions(new DefinitionQuery(filter, query.sort(), query.after(), query.size()));
    }

    public Optional<ProcessDefinition> definition(Requester who, String key) {
        return store.definition(key)
                .filter(found -> visibility.seesTenant(who, found.tenantId()))
                .filter(found -> permissions.allows(who, ProcessPermissions.READ, found.bpmnProcessId()));
    }

    public Optional<String> bpmnXml(Requester who, String key) {
        return definition(who, key).flatMap(found -> store.bpmnXml(key));
    }

    /**
     * Returns the newest versions that the requester may start. A tenant that the requester does not belong to has
     * none.
     */
    public List<ProcessDefinition> latest(Requester who, @Nullable String text, @Nullable String tenantId) {
        return startable(
                who,
                store.latestDefinitions(text, visibility.tenants(who, tenantId == null ? null : List.of(tenantId))));
    }

    /** Returns the newest versions in the default tenant that the requester may start. */
    public List<ProcessDefinition> latestOfDefaultTenant(Requester who, @Nullable String text) {
        return startable(who, store.latestDefinitions(text, visibility.defaultTenant(who)));
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
        return store.form(formId, processDefinitionKey, version, visibility.tenants(who))
                .orElseThrow(() -> ApiProblem.notFound("form with id " + formId + " was not found"));
    }

    /** A start form and the process that it starts. */
    public record StartForm(ProcessDefinition process, Form form) {}

    /** Returns the start form of the newest version in the default tenant, if the model marks it as public. */
    public Optional<StartForm> publicStartForm(String bpmnProcessId) {
        DefinitionQuery newest = new DefinitionQuery(
                new DefinitionQuery.Filter(null, null, null, bpmnProcessId, DEFAULT_TENANT),
                List.of(new DefinitionQuery.Sort(DefinitionQuery.SortField.VERSION, false)),
                null,
                1);
        return store.definitions(newest).items().stream().findFirst().flatMap(this::publicStartForm);
    }

    private Optional<StartForm> publicStartForm(ProcessDefinition process) {
        String formId = process.startFormId();
        if (formId == null || !process.publiclyStartable()) {
            return Optional.empty();
        }
        return store.form(formId, Long.toString(process.key()), null, DEFAULT_TENANT)
                .map(form -> new StartForm(process, form));
    }
}
