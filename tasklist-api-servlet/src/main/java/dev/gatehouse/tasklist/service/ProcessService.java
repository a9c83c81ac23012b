package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.engine.DeleteResult;
import dev.gatehouse.tasklist.engine.ProcessStarter;
import dev.gatehouse.tasklist.engine.StartRequest;
import dev.gatehouse.tasklist.engine.StartResult;
import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts and deletes process instances for a requester, if there is an engine. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ProcessService {

    private static final String NO_ENGINE =
            "This server has no process engine: it cannot start or delete process instances.";

    private final TaskStore store;
    private final @Nullable ProcessStarter starter;
    private final DefinitionService definitions;
    private final VariableValidator texts;
    private final Visibility visibility;

    public ProcessService(
            TaskStore store,
            @Nullable ProcessStarter starter,
            DefinitionService definitions,
            TasklistOptions options,
            VariableValidator texts) {
        this.store = store;
        this.starter = starter;
        this.definitions = definitions;
        this.texts = texts;
        this.visibility = new Visibility(options);
    }

    /**
     * Starts the newest version of a process and returns the key of the instance.
     *
     * @param tenantId tenant of the process; null or empty for the default tenant
     */
    public long start(Requester who, String bpmnProcessId, @Nullable String tenantId, Map<String, String> variables) {
        definitions.checkStart(who, bpmnProcessId);
        ProcessStarter engine = engine();
        String tenant = tenantId == null || tenantId.isEmpty() ? Tenants.DEFAULT : tenantId;
        if (!visibility.seesTenant(who, tenant)) {
            throw ApiProblem.badRequest("Invalid tenant.");
        }
        ProcessDefinition process = newest(bpmnProcessId, tenant)
                .orElseThrow(() ->
                        ApiProblem.notFound("The process with bpmnProcessId: '" + bpmnProcessId + "' is not found"));
        return start(engine, new StartRequest(process, checked(variables), who.userId()));
    }

    /** Starts a process of the default tenant whose start form is public, for an anonymous caller. */
    public long startPublic(String bpmnProcessId, @Nullable String tenantId, Map<String, String> variables) {
        ProcessStarter engine = engine();
        if (tenantId != null && !tenantId.isEmpty() && !tenantId.equals(Tenants.DEFAULT)) {
            throw ApiProblem.badRequest("Invalid Tenant");
        }
        ProcessDefinition process = definitions
                .publicStartForm(bpmnProcessId)
                .map(DefinitionService.StartForm::process)
                .orElseThrow(() -> ApiProblem.notFound(
                        "The process with bpmnProcessId: '" + bpmnProcessId + "' has no public start form"));
        return start(engine, new StartRequest(process, checked(variables), null));
    }

    /** Deletes an instance in the engine, and then its data in the store. */
    public void delete(Requester who, String processInstanceId) {
        ProcessStarter engine = engine();
        long key = Keys.parse(processInstanceId);
        if (key < 0 || !seesInstance(who, processInstanceId)) {
            throw unknown(processInstanceId);
        }
        DeleteResult result = engine.delete(key);
        if (result instanceof DeleteResult.NotFound) {
            throw unknown(processInstanceId);
        }
        if (result instanceof DeleteResult.Refused) {
            throw ApiProblem.of(
                    500,
                    "The deletion of process with processInstanceId: '" + processInstanceId + "' could not be deleted");
        }
        if (result instanceof DeleteResult.Unavailable) {
            throw unavailable();
        }
        store.engine().deleteInstance(key);
    }

    private static long start(ProcessStarter engine, StartRequest request) {
        StartResult result = engine.start(request);
        if (result instanceof StartResult.Started started) {
            return started.processInstanceKey();
        }
        if (result instanceof StartResult.Refused refused) {
            throw ApiProblem.badRequest(refused.message());
        }
        throw unavailable();
    }

    private ProcessStarter engine() {
        if (starter == null) {
            throw ApiProblem.of(501, NO_ENGINE);
        }
        return starter;
    }

    private Map<String, String> checked(Map<String, String> variables) {
        texts.check(variables);
        return variables;
    }

    /** Returns whether an instance is of a tenant of the requester. Only its tasks tell its tenant. */
    private boolean seesInstance(Requester who, String processInstanceId) {
        Set<String> tenants = visibility.tenants(who);
        return tenants == null
                || !store.search(TaskQuery.builder()
                                .processInstanceKey(processInstanceId)
                                .tenantIds(tenants)
                                .pageSize(1)
                                .build())
                        .isEmpty();
    }

    private Optional<ProcessDefinition> newest(String bpmnProcessId, String tenant) {
        DefinitionQuery newest = new DefinitionQuery(
                new DefinitionQuery.Filter(null, null, null, bpmnProcessId, Set.of(tenant)),
                List.of(new DefinitionQuery.Sort(DefinitionQuery.SortField.VERSION, false)),
                null,
                1);
        return store.definitions(newest).items().stream().findFirst();
    }

    private static ApiProblem unknown(String processInstanceId) {
        return ApiProblem.notFound("The process with processInstanceId: '" + processInstanceId + "' is not found");
    }

    private static ApiProblem unavailable() {
        return ApiProblem.of(503, "The process engine is not available.");
    }
}
