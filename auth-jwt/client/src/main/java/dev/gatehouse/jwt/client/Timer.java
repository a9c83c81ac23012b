package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What a client does in the background: later, elsewhere, at random. Thread-safe. */
interface Timer extends AutoCloseable {

    /** Runs the task after the delay, unless closed by then. */
    void after(Duration delay, Runnable task);

    /** Runs what may take its time, such as the look-up of a host name. */
    Executor workers();

    /** Returns a number from 0 to below 1. */
    double random();

    @Override
    void close();
}
