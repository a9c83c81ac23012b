package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.util.List;

/**
 * Fills a store by SQL on the server. Six in ten tasks are active and nearly four completed. Values are spread so that
 * the rare ones come with all frequent ones.
 */
final class ManyTasks {

    /** Enough for the planner of PostgreSQL to prefer an index. */
    private static final int IN_POSTGRES = 60_000;
    /** The planner of H2 does so in any case. */
    private static final int IN_H2 = 20_000;

    private static final List<String> ROWS = List.of("""
            INSERT INTO task (task_key, name, element_id, process_name, bpmn_process_id, definition_key, instance_key,
                state, assignee, creation_time, completion_time, completion_order, due_date, follow_up_date, priority,
                tenant_id, implementation)
            SELECT i, 'Task', 'element-' || MOD(i, 50), 'Order', 'order', 100 + MOD(i, 2), 1000000 + i,
                CASE WHEN MOD(i, 20) < 12 THEN 'CREATED' WHEN MOD(i, 20) < 19 THEN 'COMPLETED' ELSE 'CANCELED' END,
                CASE WHEN MOD(i, 7) < 4 THEN 'user-' || MOD(i, 600) END,
                1000000 + i * 10,
                CASE WHEN MOD(i, 20) >= 12 THEN 1000005 + i * 11 END,
                CASE WHEN MOD(i, 20) >= 12 THEN 1000005 + i * 11 ELSE -2208988800000 END,
                CASE WHEN MOD(i, 3) > 0 THEN 5000000 + MOD(i * 7919, 60000) END,
                CASE WHEN MOD(i, 3) > 1 THEN 5000000 + MOD(i * 6007, 60000) END,
                CASE WHEN MOD(i, 9) = 0 THEN MOD(i, 101) ELSE 50 END,
                CASE WHEN MOD(i, 11) = 0 THEN 'red' ELSE '<default>' END, 'JOB_WORKER'
            FROM ${range} AS r(i)""", """
            INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)
            SELECT t.task_key, 'GROUP', 'group-' || MOD(t.task_key, 13), 0, t.state, t.creation_time
            FROM task t WHERE MOD(t.task_key, 4) > 0""", """
            INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)
            SELECT t.task_key, 'USER', 'user-' || MOD(t.task_key, 600), 1, t.state, t.creation_time
            FROM task t WHERE MOD(t.task_key, 4) = 1""", """
            INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)
            SELECT t.task_key, 'NONE', '', 0, t.state, t.creation_time FROM task t WHERE MOD(t.task_key, 4) = 0""");

    private ManyTasks() {}

    /** Fills an empty store. */
    static void into(JdbcTaskStore store) {
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order")).withKey(100));
        store.deploy(ProcessDeployment.of(TestStores.bpmn("other", "Other")).withKey(101));
        boolean h2 = store.database().kind() == DatabaseKind.H2;
        String range = (h2 ? "SYSTEM_RANGE" : "generate_series") + "(1, " + (h2 ? IN_H2 : IN_POSTGRES) + ")";
        store.database().jdbi().useHandle(handle -> {
            for (String rows : ROWS) {
                handle.execute(rows.replace("${range}", range));
            }
            handle.execute(matches(h2, "region", "region-", 10));
            handle.execute(matches(h2, "customer", "customer-", 3_000));
            handle.execute(h2 ? "ANALYZE" : "VACUUM ANALYZE");
        });
    }

    private static String matches(boolean h2, String name, String prefix, int values) {
        String text = "'" + name + "' || " + (h2 ? "CHAR" : "chr") + "(31) || '\"" + prefix + "' || MOD(t.task_key, "
                + values + ") || '\"'";
        String digest = h2
                ? "CAST(SUBSTRING(HASH('SHA-256', STRINGTOUTF8(" + text + ")) FROM 1 FOR 16) AS UUID)"
                : "encode(substring(sha256(convert_to(" + text + ", 'UTF8')) FROM 1 FOR 16), 'hex')::uuid";
        return "INSERT INTO task_match (task_key, digest, state, creation_time) SELECT t.task_key, " + digest
                + ", t.state, t.creation_time FROM task t WHERE t.state <> 'CANCELED'";
    }
}
