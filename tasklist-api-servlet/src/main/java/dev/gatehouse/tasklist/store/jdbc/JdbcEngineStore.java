package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.EngineStore;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.LoadResult;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskDelivery;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskListener;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The side of a {@link JdbcTaskStore} for an engine, and the changes of tasks that it must hear of. */
final class JdbcEngineStore implements EngineStore, AutoCloseable {

    private static final Duration RETENTION_PERIOD = Duration.ofMinutes(5);

    private final StoreDatabase database;
    private final TaskEvents events;
    private final TaskInserts inserts;
    private final EngineWrites reports;
    private final TaskDeletions deletions;
    private final Clock clock;
    private volatile @Nullable EventDelivery listening;
    private @Nullable Retention retention;

    JdbcEngineStore(StoreDatabase database, Clock clock) {
        DefinitionCache definitions = new DefinitionCache();
        this.database = database;
        this.events = new TaskEvents(clock);
        this.inserts = new TaskInserts(definitions, events, clock);
        this.reports = new EngineWrites(inserts, definitions, events, clock);
        this.deletions = new TaskDeletions(events);
        this.clock = clock;
    }

    Optional<Task> change(StoreDatabase caller, String taskId, Function<Task, TaskChange> rule) {
        return write(caller, handle -> TaskWrites.change(handle, taskId, rule, events, Origin.TASKLIST));
    }

    Task create(StoreDatabase caller, NewTask task) {
        return write(caller, handle -> inserts.create(handle, task, Origin.TASKLIST));
    }

    private <T> T write(Function<Handle, T> work) {
        return write(database, work);
    }

    /** Runs work in a transaction of a caller, and tells the delivery when it is committed. */
    private <T> T write(StoreDatabase caller, Function<Handle, T> work) {
        T result = caller.write(work);
        EventDelivery current = listening;
        if (current != null) {
            current.wake();
        }
        return result;
    }

    @Override
    public ProcessDefinition register(ProcessRegistration registration) {
        return write(handle -> DefinitionRegistrations.register(handle, registration));
    }

    @Override
    public LoadResult load(Iterable<NewTask> tasks) {
        boolean postgres = database.kind() == DatabaseKind.POSTGRESQL;
        // H2 writes a part of a large transaction to its file before the end, and most of it again at the end.
        int size = postgres ? 2_000 : 500;
        try (SearchIndexes indexes = database.searchIndexes();
                BulkLoad load = new BulkLoad(
                        postgres ? 2 : 1,
                        size,
                        batch -> write(handle -> inserts.load(handle, batch)),
                        indexes::dropIfEmpty)) {
            return load.run(tasks);
        }
    }

    @Override
    public Task upsert(NewTask report) {
        return write(handle -> reports.upsert(handle, report));
    }

    @Override
    public Optional<Task> cancel(long taskKey, @Nullable Long revision, Instant at) {
        Keys.positive(taskKey);
        Objects.requireNonNull(at, "at");
        return write(handle -> reports.cancel(handle, taskKey, revision, at));
    }

    @Override
    public int deleteInstance(long processInstanceKey) {
        Keys.positive(processInstanceKey);
        int sum = 0;
        int deleted;
        do {
            deleted = write(handle -> deletions.ofInstance(handle, processInstanceKey));
            sum += deleted;
        } while (deleted == TaskDeletions.BATCH);
        return sum;
    }

    @Override
    public long deleteEnded(Instant before) {
        long sum = 0;
        for (TaskState state : List.of(TaskState.COMPLETED, TaskState.CANCELED)) {
            int deleted;
            do {
                deleted = write(handle -> deletions.ended(handle, state, before));
                sum += deleted;
            } while (deleted == TaskDeletions.BATCH && !Thread.currentThread().isInterrupted());
        }
        write(handle -> {
            TaskDeletions.tombstones(handle, clock.instant());
            return before;
        });
        return sum;
    }

    @Override
    public synchronized TaskDelivery listen(TaskListener listener, DeliveryOptions options) {
        Objects.requireNonNull(listener, "listener");
        if (listening != null) {
            throw new IllegalStateException("the task store already has a listener; use one that calls the others");
        }
        events.record();
        EventDelivery started = new EventDelivery(database, listener, options, clock);
        listening = started;
        started.start();
        return started;
    }

    /** Returns the delivery of events; null if there is no listener. */
    @Nullable
    EventDelivery delivery() {
        return listening;
    }

    @Override
    public void retain(Duration age) {
        retain(age, RETENTION_PERIOD);
    }

    synchronized void retain(Duration age, Duration period) {
        if (age.isNegative() || retention != null) {
            throw new IllegalStateException(
                    "cannot retain tasks for " + age + ": the age must be at least zero" + " and can be set only once");
        }
        Retention started = new Retention(this, age, clock, period);
        retention = started;
        started.start();
    }

    @Override
    public synchronized void close() {
        if (retention != null) {
            retention.close();
        }
        EventDelivery current = listening;
        if (current != null) {
            current.close();
        }
    }
}
