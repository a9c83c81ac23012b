package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** Keeps the events that it gets, and fails at some of them first. */
final class RecordingListener implements TaskListener {

    private final BlockingQueue<TaskEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<TaskEvent> refused = new LinkedBlockingQueue<>();
    private volatile Predicate<TaskEvent> fails = event -> false;

    void failAt(Predicate<TaskEvent> condition) {
        fails = condition;
    }

    @Override
    public void onEvent(TaskEvent event) {
        if (fails.test(event)) {
            refused.add(event);
            throw new IllegalStateException("the engine is down");
        }
        events.add(event);
    }

    /** Waits for events. */
    List<TaskEvent> take(int count) throws InterruptedException {
        List<TaskEvent> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(events.take());
        }
        return taken;
    }

    TaskEvent takeRefused() throws InterruptedException {
        return refused.take();
    }

    /** Waits for events and returns their kinds with their tasks. */
    List<String> kinds(int count) throws InterruptedException {
        return take(count).stream()
                .map(event -> event.kind() + " " + event.task().key())
                .toList();
    }

    int size() {
        return events.size();
    }
}
