package dev.gatehouse.jwt;

import dev.gatehouse.spi.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs refusals that a wrong configuration usually causes. Each cause is logged once per interval, and each reason code
 * has a limit of causes, because anyone can send tokens that are refused. The audit log has every refusal. Thread-safe.
 */
final class RefusalWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalWarnings.class);

    /** How long a cause is not logged again. */
    static final Duration INTERVAL = Duration.ofMinutes(10);

    /** The maximum number of causes with one reason code that are logged in an interval. */
    static final int MAX_CAUSES = 8;

    private static final Set<String> CODES = Set.of(
            "credential.unclaimed",
            "token.issuer",
            "token.audience",
            "token.algorithm",
            "token.type",
            "token.claims",
            "token.key-unknown");

    private final Map<String, Set<String>> logged = new TreeMap<>();
    private long since;

    /**
     * Logs a refusal if its cause was not logged in this interval.
     *
     * @param now the time in milliseconds
     */
    void refused(Reason reason, long now) {
        if (CODES.contains(reason.code()) && !reason.detail().isEmpty() && isNew(reason, now)) {
            LOG.warn(
                    "a bearer token was refused ({}): {}. If the token is one of yours, correct the configuration or"
                            + " the issuer. This cause is logged again after {} minutes at the earliest; the audit log"
                            + " has each refusal",
                    reason.code(),
                    reason.detail(),
                    INTERVAL.toMinutes());
        }
    }

    private synchronized boolean isNew(Reason reason, long now) {
        if (now < since || now - since >= INTERVAL.toMillis()) {
            logged.clear();
            since = now;
        }
        Set<String> causes = logged.computeIfAbsent(reason.code(), code -> new HashSet<>());
        return causes.size() < MAX_CAUSES && causes.add(reason.detail());
    }
}
