package dev.gatehouse.jwt.client;

import dev.gatehouse.support.retry.Deadlines;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Background work of a client: delayed tasks, worker threads and randomness. Thread-safe. */
interface Timer extends AutoCloseable {

    /** Runs the task after the delay, unless this timer is closed before. */
    void after(Duration delay, Runnable task);

    /** Returns the executor for work that may block, such as the resolution of a host name. */
    Executor workers();

    /** Returns deadlines that end with this timer. */
    Deadlines deadlines();

    /** Returns a random number from 0 (inclusive) to 1 (exclusive). */
    double random();

    @Override
    void close();
}
