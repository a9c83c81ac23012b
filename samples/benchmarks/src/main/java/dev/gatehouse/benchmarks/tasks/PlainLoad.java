package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.Tenants;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes tasks into the tables in batches. */
final class PlainLoad implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    PlainLoad(StoreOptions options) throws SQLException {
        String url = options.url();
        connection = DriverManager.getConnection(
                url.startsWith("jdbc:postgresql") ? url + "?reWriteBatchedInserts=true" : url,
                options.user() == null ? "" : options.user(),
                options.password() == null ? "" : options.password().reveal());
        connection.setAutoCommit(false);
    }

    void load(long count) throws SQLException {
        for (long i = 0; i < count; i++) {
            add(SampleTasks.task(i));
            if (i % BATCH == BATCH - 1 || i == count - 1) {
                for (PreparedStatement statement : statements.values()) {
                    statement.executeBatch();
                }
                connection.commit();
            }
        }
    }

    private void add(NewTask task) throws SQLException {
        long key = task.key();
        long instance = task.processInstanceKey();
        long created = task.creationTime().toEpochMilli();
        Long ended = millis(task.completionTime());
        String state = task.state().name();
        int process = (int) (task.processDefinitionKey() - SampleTasks.FIRST_PROCESS);
        row(
                "task (task_key, name, element_id, process_name, bpmn_process_id, definition_key, instance_key, state,"
                        + " assignee, creation_time, completion_time, completion_order, due_date, follow_up_date,"
                        + " priority, tenant_id, implementation)",
                key,
                "Step",
                task.taskDefinitionId(),
                "Process " + process,
                "process-" + process,
                task.processDefinitionKey(),
                instance,
                state,
                task.assignee(),
                created,
                ended,
                ended == null ? -2_208_988_800_000L : ended,
                millis(task.dueDate()),
                millis(task.followUpDate()),
                task.priority(),
                Tenants.DEFAULT,
                "JOB_WORKER");
        List<String[]> candidates = new ArrayList<>();
        names(candidates, "USER", task.candidateUserList());
        names(candidates, "GROUP", task.candidateGroupList());
        if (candidates.isEmpty()) {
            candidates.add(new String[] {"NONE", ""});
        }
        int place = 0;
        for (String[] candidate : candidates) {
            row(
                    "task_candidate (task_key, kind, name, place, state, creation_time)",
                    key,
                    candidate[0],
                    candidate[1],
                    place++,
                    state,
                    created);
        }
        row("variable_scope (scope_key)", key);
        row("variable_scope (scope_key)", instance);
        row("task_scope (task_key, depth, scope_key)", key, 0, key);
        row("task_scope (task_key, depth, scope_key)", key, 1, instance);
        for (Map.Entry<String, String> variable : task.processVariables().entrySet()) {
            row(
                    "variable (scope_key, name, preview, tenant_id)",
                    instance,
                    variable.getKey(),
                    variable.getValue(),
                    Tenants.DEFAULT);
            if (task.state() == TaskState.COMPLETED) {
                row("task_snapshot (task_key, name, preview)", key, variable.getKey(), variable.getValue());
            }
            if (task.state() == TaskState.COMPLETED || task.state() == TaskState.CREATED) {
                row(
                        "task_match (task_key, digest, state, creation_time)",
                        key,
                        digest(variable.getKey(), variable.getValue()),
                        state,
                        created);
            }
        }
    }

    private static void names(List<String[]> candidates, String kind, @Nullable List<String> names) {
        if (names != null) {
            names.forEach(name -> candidates.add(new String[] {kind, name}));
        }
    }

    private static UUID digest(String name, String value) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((name + '\u001F' + value).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private void row(String table, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(table);
        if (statement == null) {
            statement = connection.prepareStatement(
                    "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(values.length - 1) + ")");
            statements.put(table, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
