package dev.gatehouse.tasklist;

import dev.gatehouse.tasklist.engine.DeleteResult;
import dev.gatehouse.tasklist.engine.ProcessStarter;
import dev.gatehouse.tasklist.engine.StartRequest;
import dev.gatehouse.tasklist.engine.StartResult;
import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import dev.gatehouse.tasklist.store.EngineStore;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.TaskDelivery;
import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.TaskListener;
import dev.gatehouse.tasklist.store.TaskStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The examples of docs/engine-bridge.md. */
final class EngineBridgeExample implements TaskListener, ProcessStarter {

    /** The client of the engine. */
    interface Engine {
        void completeJob(long jobKey, Map<String, String> variables) throws IOException;

        void setAssignee(long jobKey, String assignee) throws IOException;

        long createInstance(long processKey, Map<String, String> variables) throws IOException;

        /** Deletes an instance; false if there is none. */
        boolean deleteInstance(long instanceKey) throws IOException;
    }

    /** The engine has no such job: it was completed or canceled before. */
    static final class JobGoneException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A job as the engine reports it. */
    record Job(long key, long position, String type, long processKey, String elementId, long instanceKey) {}

    private final EngineStore store;
    private final Engine engine;

    EngineBridgeExample(TaskStore store, Engine engine) {
        this.store = store.engine();
        this.engine = engine;
    }

    void onProcessDeployed(long key, String id, int version, String bpmnXml) {
        store.register(ProcessRegistration.of(key, id, version).withModel(bpmnXml));
    }

    void onJobCreated(Job job, Map<String, String> variables) {
        store.upsert(NewTask.of(job.processKey(), job.elementId())
                .key(job.key())
                .processInstanceKey(job.instanceKey())
                .processVariables(variables)
                .revision(job.position()));
    }

    void onJobCanceled(Job job, Instant at) {
        store.cancel(job.key(), job.position(), at);
    }

    @Override
    public void onEvent(TaskEvent event) throws IOException {
        if (event.origin() != TaskEvent.Origin.TASKLIST) {
            return;
        }
        long jobKey = event.task().key();
        try {
            switch (event.kind()) {
                case COMPLETED -> engine.completeJob(jobKey, event.variables());
                case CLAIMED, ASSIGNED ->
                    engine.setAssignee(jobKey, event.task().assignee());
                case UNASSIGNED -> engine.setAssignee(jobKey, "");
                default -> {
                    // The engine does not need to know.
                }
            }
        } catch (JobGoneException delivered) {
            // An earlier attempt succeeded, or the engine canceled the task: there is nothing left to do.
        }
    }

    @Override
    public StartResult start(StartRequest request) {
        try {
            return new StartResult.Started(
                    engine.createInstance(request.process().key(), request.variables()));
        } catch (IOException down) {
            return new StartResult.Unavailable();
        }
    }

    @Override
    public DeleteResult delete(long processInstanceKey) {
        try {
            return engine.deleteInstance(processInstanceKey) ? new DeleteResult.Deleted() : new DeleteResult.NotFound();
        } catch (IOException down) {
            return new DeleteResult.Unavailable();
        }
    }

    static TasklistApi connect(TaskStore store, Engine engine) {
        EngineBridgeExample bridge = new EngineBridgeExample(store, engine);
        store.engine().listen(bridge, DeliveryOptions.defaults());
        return TasklistApi.builder(store).processStarter(bridge).build();
    }

    static boolean isHealthy(TaskDelivery delivery, Instant now) {
        DeliveryStatus status = delivery.status();
        return status.lag(now).compareTo(Duration.ofMinutes(5)) < 0;
    }
}
