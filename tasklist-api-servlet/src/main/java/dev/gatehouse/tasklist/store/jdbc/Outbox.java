package dev.gatehouse.tasklist.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and deletes recorded events. Every method runs in the transaction of its caller. */
final class Outbox {

    /** Most events of a round. */
    static final int BATCH = 100;

    private Outbox() {}

    /**
     * A recorded event.
     *
     * @param attempts number of failed attempts to deliver the next event of its task
     */
    record Recorded(TaskEvent event, int attempts) {}

    static boolean isEmpty(Handle handle) {
        return new Sql("SELECT e.event_id FROM task_event e LIMIT 1")
                .query(handle)
                .mapTo(Long.class)
                .findFirst()
                .isEmpty();
    }

    /**
     * Makes this transaction the only one that delivers, until it ends. The lock belongs to the connection, so it is
     * free as soon as a node is gone. A node that hangs would keep it; PostgreSQL ends the session after the limit.
     *
     * @return false if another node delivers
     */
    static boolean lock(Handle handle, Duration limit) {
        boolean locked = new Sql("SELECT d.delivery_id FROM task_delivery d FOR UPDATE SKIP LOCKED")
                .query(handle)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (locked && Rows.isPostgres(handle)) {
            new Sql("SELECT set_config('idle_in_transaction_session_timeout', ?, true)")
                    .add("", Long.toString(limit.toMillis()))
                    .query(handle)
                    .mapTo(String.class)
                    .one();
        }
        return locked;
    }

    /**
     * Makes sure that what this transaction sees survives a crash. Other transactions of H2 see a commit before it is
     * in the file, and a listener must not hear of a change that is then lost.
     */
    static void harden(Handle handle) {
        if (!Rows.isPostgres(handle)) {
            handle.execute("CHECKPOINT SYNC");
        }
    }

    /** Returns the oldest events of tasks that are not waiting for another attempt. */
    static List<Recorded> due(Handle handle, Instant now) {
        return new Sql("SELECT e.event_id, e.kind, e.origin, e.event_time, e.payload, r.attempts FROM task_event e"
                        + " LEFT JOIN task_event_retry r ON r.task_key = e.task_key")
                .add(" WHERE r.task_key IS NULL OR r.due_at <= ?", now.toEpochMilli())
                .add(" ORDER BY e.event_id LIMIT ?", BATCH)
                .query(handle)
                .map((row, context) -> read(row))
                .list();
    }

    private static Recorded read(ResultSet row) throws SQLException {
        JsonNode payload = EventJson.read(row.getString(5));
        TaskEvent event = new TaskEvent(
                row.getLong(1),
                TaskEvent.Kind.valueOf(row.getString(2)),
                TaskEvent.Origin.valueOf(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                EventJson.task(payload),
                EventJson.variables(payload));
        return new Recorded(event, row.getInt(6));
    }

    static void delivered(Handle handle, Recorded recorded) {
        new Sql("DELETE FROM task_event WHERE event_id = ?")
                .add("", recorded.event().id())
                .update(handle);
        if (recorded.attempts() > 0) {
            forgetRetry(handle, recorded.event().task().key());
        }
    }

    static void retry(Handle handle, long taskKey, int attempts, Instant dueAt) {
        forgetRetry(handle, taskKey);
        new Sql("INSERT INTO task_event_retry (task_key, attempts, due_at) VALUES (?, ?, ?)")
                .add("", taskKey, attempts, dueAt.toEpochMilli())
                .update(handle);
    }

    static int discard(Handle handle, long taskKey) {
        forgetRetry(handle, taskKey);
        return new Sql("DELETE FROM task_event WHERE task_key = ?")
                .add("", taskKey)
                .update(handle);
    }

    static DeliveryStatus status(Handle handle, long delivered, long failures) {
        Optional<Long> oldest = new Sql("SELECT e.event_time FROM task_event e ORDER BY e.event_id LIMIT 1")
                .query(handle)
                .mapTo(Long.class)
                .findFirst();
        return new DeliveryStatus(
                count(handle, "SELECT e.event_id FROM task_event e"),
                oldest.map(Instant::ofEpochMilli).orElse(null),
                count(handle, "SELECT r.task_key FROM task_event_retry r"),
                delivered,
                failures);
    }

    private static long count(Handle handle, String rows) {
        return new Sql("SELECT COUNT(*) FROM (" + rows)
                .add(" LIMIT ?) counted", DeliveryStatus.MOST_COUNTED)
                .query(handle)
                .mapTo(Long.class)
                .one();
    }

    private static void forgetRetry(Handle handle, long taskKey) {
        new Sql("DELETE FROM task_event_retry WHERE task_key = ?")
                .add("", taskKey)
                .update(handle);
    }
}
