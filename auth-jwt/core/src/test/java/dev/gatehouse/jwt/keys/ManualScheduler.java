package dev.gatehouse.jwt.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Monotonic time that stands still until the test moves it; what is due runs on the thread that moves it. */
public final class ManualScheduler implements Scheduler {

    private record Task(long at, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now = 5_000_000_000L;
    private double random;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos());
    }

    @Override
    public synchronized double random() {
        return random;
    }

    synchronized void random(double value) {
        random = value;
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), task));
    }

    /** The shortest time until something is to happen. */
    synchronized Duration untilNext() {
        return Duration.ofNanos(tasks.stream().mapToLong(Task::at).min().orElseThrow() - now);
    }

    /** Moves on, and runs on the way whatever becomes due, in order. */
    public void advance(Duration by) {
        long end = nanos() + by.toNanos();
        for (Task next = due(end); next != null; next = due(end)) {
            next.action.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Task due(long end) {
        Task first = null;
        for (Task task : tasks) {
            if (task.at <= end && (first == null || task.at < first.at)) {
                first = task;
            }
        }
        if (first != null) {
            tasks.remove(first);
            now = Math.max(now, first.at);
        }
        return first;
    }
}
