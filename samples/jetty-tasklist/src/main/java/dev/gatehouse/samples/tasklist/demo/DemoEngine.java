package dev.gatehouse.samples.tasklist.demo;

import dev.gatehouse.tasklist.engine.DeleteResult;
import dev.gatehouse.tasklist.engine.ProcessStarter;
import dev.gatehouse.tasklist.engine.StartRequest;
import dev.gatehouse.tasklist.engine.StartResult;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a process engine in the demonstration: an instance that is started has the first user task of its process,
 * and nothing follows that task. Thread-safe.
 */
public final class DemoEngine implements ProcessStarter {

    /** Greater than the keys of the demo data. */
    private static final long FIRST_KEY = 1L << 51;

    private final TaskStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public DemoEngine(TaskStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public StartResult start(StartRequest request) {
        long process = request.process().key();
        Optional<String> element = store.bpmnXml(Long.toString(process)).flatMap(FirstUserTask::of);
        if (element.isEmpty()) {
            return new StartResult.Refused("The process '" + request.process().bpmnProcessId()
                    + "' has no user task. This demonstration has no engine for anything else.");
        }
        long instance = newKey();
        store.engine()
                .upsert(NewTask.of(process, element.get())
                        .key(newKey())
                        .processInstanceKey(instance)
                        .creationTime(clock.instant())
                        .processVariables(request.variables()));
        return new StartResult.Started(instance);
    }

    @Override
    public DeleteResult delete(long processInstanceKey) {
        if (hasTask(processInstanceKey, TaskState.CREATED)) {
            return new DeleteResult.Refused();
        }
        boolean ended = hasTask(processInstanceKey, null) || hasTask(processInstanceKey, TaskState.CANCELED);
        return ended ? new DeleteResult.Deleted() : new DeleteResult.NotFound();
    }

    /** @param state null for all but canceled tasks */
    private boolean hasTask(long processInstanceKey, @Nullable TaskState state) {
        return !store.search(TaskQuery.builder()
                        .processInstanceKey(Long.toString(processInstanceKey))
                        .state(state)
                        .pageSize(1)
                        .build())
                .isEmpty();
    }

    /** Several nodes of the demonstration may share a database, so keys are not counted. */
    private long newKey() {
        return random.nextLong(FIRST_KEY, FIRST_KEY * 2);
    }
}
