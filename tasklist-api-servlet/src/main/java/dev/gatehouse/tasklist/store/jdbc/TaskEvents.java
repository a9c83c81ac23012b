package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskDetails;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Records changes of tasks for a listener, in the transaction of the change. The caller holds the lock of the task, so
 * the ids of its events ascend in the order of the commits. Records nothing while there is no listener.
 */
final class TaskEvents {

    static final String TABLE = "task_event";

    private final Clock clock;
    private volatile boolean recording;

    TaskEvents(Clock clock) {
        this.clock = clock;
    }

    void record() {
        recording = true;
    }

    boolean recording() {
        return recording;
    }

    void append(Handle handle, Kind kind, Origin origin, Task task) {
        append(handle, kind, origin, task, Map.of());
    }

    void append(Handle handle, Kind kind, Origin origin, Task task, Map<String, String> variables) {
        if (recording) {
            Rows rows = rows();
            add(rows, kind, origin, task, variables);
            rows.insert(handle);
        }
    }

    Rows rows() {
        return new Rows(TABLE, "task_key", "kind", "origin", "event_time", "payload");
    }

    void add(Rows rows, Kind kind, Origin origin, Task task, Map<String, String> variables) {
        rows.add(task.key(), kind.name(), origin.name(), clock.millis(), EventJson.write(task, variables));
    }

    /** Records what an edit changed: the assignee, other details, both or nothing. */
    void appendEdit(Handle handle, Origin origin, Task before, Task after) {
        String assignee = after.assignee();
        if (assignee == null ? before.assignee() != null : !assignee.equals(before.assignee())) {
            append(handle, assignee == null ? Kind.UNASSIGNED : Kind.ASSIGNED, origin, after);
        }
        boolean sameDetails = TaskDetails.of(before).withAssignee(assignee).equals(TaskDetails.of(after));
        if (!sameDetails || !before.name().equals(after.name())) {
            append(handle, Kind.UPDATED, origin, after);
        }
    }
}
