package dev.gatehouse.jwt.client;

import dev.gatehouse.support.retry.BackgroundThreads;
import dev.gatehouse.support.retry.Deadlines;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one client: for renewals that are due, and for requests. */
final class Background implements Timer {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final BackgroundThreads threads = new BackgroundThreads(
            "gatehouse-token-timer",
            "gatehouse-token-request",
            defect -> LOG.error(
                    "renewing a token failed unexpectedly: {}",
                    defect.getClass().getName()));

    @Override
    public void after(Duration delay, Runnable task) {
        threads.after(delay, task);
    }

    @Override
    public ExecutorService workers() {
        return threads.workers();
    }

    @Override
    public Deadlines deadlines() {
        return threads.deadlines();
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void close() {
        threads.close();
    }
}
