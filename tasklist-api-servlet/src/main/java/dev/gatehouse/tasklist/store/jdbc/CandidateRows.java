package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes the candidates of tasks. A task without candidates has one row of the kind {@link #NONE}. */
final class CandidateRows {

    static final String USER = "USER";
    static final String GROUP = "GROUP";
    static final String NONE = "NONE";

    private CandidateRows() {}

    /** Adds the candidates of a task, whose state and creation time are repeated in each row for searches. */
    static void insert(Handle handle, Task task, @Nullable List<String> users, @Nullable List<String> groups) {
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO task_candidate (task_key, kind, name, place, state, creation_time)"
                        + " VALUES (?, ?, ?, ?, ?, ?)");
        int rows = add(batch, task, USER, users) + add(batch, task, GROUP, groups);
        if (rows == 0) {
            add(batch, task, NONE, List.of(""));
        }
        batch.execute();
    }

    static void delete(Handle handle, long taskKey) {
        new Sql("DELETE FROM task_candidate WHERE task_key = ?")
                .add("", taskKey)
                .update(handle);
    }

    static void setState(Handle handle, long taskKey, TaskState state) {
        new Sql("UPDATE task_candidate SET state = ? WHERE task_key = ?")
                .add("", state.name(), taskKey)
                .update(handle);
    }

    private static int add(PreparedBatch batch, Task task, String kind, @Nullable List<String> names) {
        if (names == null) {
            return 0;
        }
        int place = 0;
        for (String name : names.stream().distinct().toList()) {
            batch.bind(0, task.key())
                    .bind(1, kind)
                    .bind(2, name)
                    .bind(3, place++)
                    .bind(4, task.state().name())
                    .bind(5, Times.millis(task.creationTime()))
                    .add();
        }
        return place;
    }
}
