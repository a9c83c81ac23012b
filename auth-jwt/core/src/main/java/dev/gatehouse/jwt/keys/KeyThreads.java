package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.retry.BackgroundThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the threads of one verifier: for keys that are due, and for the requests that fetch them.
 *
 * @since 0.1
 */
@Internal
public final class KeyThreads {

    private static final Logger LOG = LoggerFactory.getLogger(KeyThreads.class);

    private KeyThreads() {}

    public static BackgroundThreads threads() {
        return new BackgroundThreads(
                "gatehouse-jwt-keys",
                "gatehouse-jwt-fetch",
                defect -> LOG.error("refreshing keys failed unexpectedly", defect));
    }
}
