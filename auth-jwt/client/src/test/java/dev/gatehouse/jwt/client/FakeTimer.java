package dev.gatehouse.jwt.client;

import dev.gatehouse.support.retry.Deadlines;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps tasks until {@link #elapse}, which advances the clock and runs one. Random numbers are always one half. */
final class FakeTimer implements Timer {

    private record Later(Duration delay, Runnable task) {}

    private final MovableClock clock;
    private final BlockingQueue<Later> tasks = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Deadlines deadlines = new Deadlines("test-deadlines");

    FakeTimer(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Later(delay, task));
    }

    /** Waits until something is due later, lets that time pass, runs it, and returns how long it was. */
    Duration elapse() throws InterruptedException {
        Later next = tasks.take();
        clock.advance(next.delay());
        next.task().run();
        return next.delay();
    }

    int waiting() {
        return tasks.size();
    }

    @Override
    public ExecutorService workers() {
        return workers;
    }

    @Override
    public Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public void close() {
        deadlines.close();
        workers.shutdownNow();
    }
}
