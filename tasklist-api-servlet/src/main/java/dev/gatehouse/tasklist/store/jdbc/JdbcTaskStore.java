package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.support.CallCounts;
import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task store in a database. Every write runs in one transaction. */
final class JdbcTaskStore implements TaskStore {

    private final StoreDatabase database;
    private final JdbcEngineStore engine;
    private final CallCounts searches;

    JdbcTaskStore(StoreDatabase database, Clock clock) {
        this(database, new JdbcEngineStore(database, clock), new CallCounts());
    }

    private JdbcTaskStore(StoreDatabase database, JdbcEngineStore engine, CallCounts searches) {
        this.database = database;
        this.engine = engine;
        this.searches = searches;
    }

    /** For counting statements. */
    StoreDatabase database() {
        return database;
    }

    @Override
    public TaskStore forCaller(String caller) {
        return new JdbcTaskStore(database.forCaller(caller), engine, searches);
    }

    @Override
    public List<TaskHit> search(TaskQuery query) {
        return searches.counting(() -> database.read(handle -> TaskSearch.page(handle, database.kind(), query)));
    }

    @Override
    public Optional<Task> find(String taskId) {
        return database.read(handle -> TaskRows.find(handle, Keys.parse(taskId)));
    }

    @Override
    public Optional<Task> change(String taskId, Function<Task, TaskChange> rule) {
        return engine.change(database, taskId, rule);
    }

    @Override
    public Map<Long, List<Variable>> variables(Collection<Task> tasks, VariableSelection selection) {
        return tasks.isEmpty() ? Map.of() : database.read(handle -> VariableReads.of(handle, tasks, selection));
    }

    @Override
    public Optional<Variable> variable(String variableId) {
        return database.read(handle -> VariableReads.find(handle, variableId));
    }

    @Override
    public Optional<Form> form(
            String formId, String processDefinitionKey, @Nullable Long version, @Nullable Set<String> tenantIds) {
        return database.read(handle -> FormRows.find(handle, formId, processDefinitionKey, version, tenantIds))
                .filter(form -> tenantIds == null || tenantIds.contains(form.tenantId()));
    }

    @Override
    public DefinitionQuery.Page definitions(DefinitionQuery query) {
        return database.read(handle -> DefinitionSearch.page(handle, query));
    }

    @Override
    public List<ProcessDefinition> latestDefinitions(@Nullable String text, @Nullable Set<String> tenantIds) {
        return database.read(handle -> DefinitionRows.latest(handle, text, tenantIds));
    }

    @Override
    public Optional<ProcessDefinition> definition(String key) {
        return database.read(handle -> DefinitionRows.find(handle, Keys.parse(key)));
    }

    @Override
    public Optional<String> bpmnXml(String key) {
        return database.read(handle -> DefinitionRows.xml(handle, Keys.parse(key)));
    }

    @Override
    public ProcessDefinition deploy(ProcessDeployment deployment) {
        return database.write(handle -> DefinitionRows.deploy(handle, deployment));
    }

    @Override
    public Form deploy(FormDeployment deployment) {
        return database.write(handle -> FormRows.deploy(handle, deployment));
    }

    @Override
    public Task create(NewTask task) {
        return engine.create(database, task);
    }

    @Override
    public void setVariables(long scopeKey, String tenantId, Map<String, String> variables) {
        Keys.positive(scopeKey);
        database.write(handle -> {
            VariableWrites.replace(handle, scopeKey, tenantId, variables);
            return variables;
        });
    }

    @Override
    public JdbcEngineStore engine() {
        return engine;
    }

    @Override
    public Health health() {
        Health health = database.health();
        EventDelivery delivery = engine.delivery();
        return delivery == null || health.state() != Health.State.UP ? health : delivery.health();
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(searches.measurements("search"));
        all.addAll(database.measurements());
        EventDelivery delivery = engine.delivery();
        if (delivery != null) {
            all.addAll(delivery.measurements());
        }
        return all;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
