package dev.gatehouse.samples.tasklist;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was started when the process is asked to stop. A stop during the start, such as while demonstration data
 * is stored, waits until the start has ended. Thread-safe.
 */
final class StopSignal {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final long START_SECONDS = 30;

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable AutoCloseable running;
    private volatile boolean given;

    /** Listens for the signal from now on. */
    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "shutdown"));
        return signal;
    }

    /** Tells that the start has ended. */
    void started(@Nullable AutoCloseable application) {
        running = application;
        started.countDown();
    }

    /** Returns whether the process stops. */
    boolean isGiven() {
        return given;
    }

    void stop() {
        given = true;
        LOG.info("stopping");
        try {
            if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped before the start had ended");
                return;
            }
            AutoCloseable application = running;
            if (application != null) {
                application.close();
            }
        } catch (Exception failure) {
            LOG.warn("shutdown failed: {}", failure.toString());
        }
    }
}
