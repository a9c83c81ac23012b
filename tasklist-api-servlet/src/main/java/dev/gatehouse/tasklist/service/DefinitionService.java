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

    public DefinitionService(TaskStore store, TasklistOptions options) {
        this.store = store;
        this.visibility = new Visibility(options);
    }

    /** Returns a page. The tenants of the query are restricted to those of the requester. */
    public DefinitionQuery.Page search(Requester who, DefinitionQuery query) {
        Set<String> tenants = visibility.tenants(who);
        Set<String> requested = query.filter().tenantIds();
        if (tenants == null) {
            return store(who).definitions(query);
        }
        Set<String> allowed = new HashSet<>(tenants);
        if (requested != null) {
            allowed.retainAll(requested);
        }
        return store(who)
                .definitions(new DefinitionQuery(
                        query.filter().withTenantIds(allowed), query.sort(), query.after(), query.size()));
    }

    public Optional<ProcessDefinition> definition(Requester who, String key) {
        return store(who).definition(key).filter(found -> visibility.seesTenant(who, found.tenantId()));
    }

    public Optional<String> bpmnXml(Requester who, String key) {
        return definition(who, key).flatMap(found -> store(who).bpmnXml(key));
    }

    /** Returns the newest versions. A tenant that the requester does not belong to has none. */
    public List<ProcessDefinition> latest(Requester who, @Nullable String text, @Nullable String tenantId) {
        return store(who).latestDefinitions(text, visibility.tenants(who, tenantId == null ? null : List.of(tenantId)));
    }

    /** Returns the newest versions in the default tenant. */
    public List<ProcessDefinition> latestOfDefaultTenant(Requester who, @Nullable String text) {
        return store(who).latestDefinitions(text, visibility.defaultTenant(who));
    }

    public Form form(Requester who, String formId, String processDefinitionKey, @Nullable Long version) {
        return store(who)
                .form(formId, processDefinitionKey, version, visibility.tenants(who))
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
        return store.forCaller(ANONYMOUS).definitions(newest).items().stream()
                .findFirst()
                .flatMap(this::publicStartForm);
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
