package dev.gatehouse.jwt.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failed fetches of one issuer's keys since the last good one, and what the log says of them: each cause once, so
 * that causes that alternate do not flood it, and an alarm after five minutes. Not thread-safe.
 */
final class FetchOutage {

    /** What is new about a failed fetch. */
    enum News {
        /** Nothing that has not been logged. */
        NONE,
        /** The fetch before was good, or it was the first one. */
        BEGINNING,
        /** The cause is another one. */
        OTHER_CAUSE,
        /** It has lasted for five minutes. */
        ALARM
    }

    private static final Logger LOG = LoggerFactory.getLogger(FetchOutage.class);
    /** The maximum number of causes that are logged in one outage. */
    private static final int MAX_CAUSES = 8;

    private final String issuer;
    private final Scheduler clock;
    private final Set<String> told = new HashSet<>();
    private int failures;
    private long since;
    private Instant at = Instant.EPOCH;
    private boolean alarmed;
    private String problem = "";

    FetchOutage(String issuer, Scheduler clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Records a failed fetch.
     *
     * @param cause why it failed
     * @return what is to be logged
     */
    News failed(String cause) {
        boolean first = failures++ == 0;
        if (first) {
            since = clock.nanos();
            at = clock.now().truncatedTo(ChronoUnit.SECONDS);
        }
        problem = cause;
        boolean news = told.size() < MAX_CAUSES && told.add(cause);
        if (!alarmed && isAlarming()) {
            alarmed = true;
            return News.ALARM;
        }
        return first ? News.BEGINNING : news ? News.OTHER_CAUSE : News.NONE;
    }

    /**
     * Logs a failed fetch. It may be called without the lock of the owner, so that a log that blocks does not block
     * requests.
     *
     * @param haveKeys whether the last good keys stay in use
     */
    void tell(News news, String cause, boolean haveKeys) {
        String consequence = haveKeys ? "the last good keys stay in use" : "its tokens cannot be verified (503)";
        switch (news) {
            case NONE -> {}
            case BEGINNING -> LOG.warn("issuer {}: keys could not be fetched: {}; {}", issuer, cause, consequence);
            case OTHER_CAUSE ->
                LOG.warn("issuer {}: keys could still not be fetched: {}; {}", issuer, cause, consequence);
            case ALARM ->
                LOG.error("issuer {}: keys could not be fetched for five minutes: {}; {}", issuer, cause, consequence);
        }
    }

    /** Records a good fetch; returns whether the one before failed. */
    boolean ended() {
        boolean recovered = failures > 0;
        failures = 0;
        alarmed = false;
        problem = "";
        told.clear();
        return recovered;
    }

    /** Returns the number of failed fetches in a row. */
    int failures() {
        return failures;
    }

    /** Returns whether it has lasted for five minutes. */
    boolean isAlarming() {
        return failures > 0 && clock.nanos() - since >= KeyLifetimes.ALARM.toNanos();
    }

    /** Returns for how long fetches have failed; zero if the last one was good. */
    Duration lasting() {
        return Duration.ofNanos(failures == 0 ? 0 : Math.max(0, clock.nanos() - since));
    }

    /** Returns the time of the first failure. */
    Instant at() {
        return at;
    }

    /** Returns the last cause after this separator; empty if there is none. */
    String problem(String separator) {
        return problem.isEmpty() ? "" : separator + problem;
    }
}
