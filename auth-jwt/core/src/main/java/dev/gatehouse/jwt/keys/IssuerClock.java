package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.HttpDate;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a difference between the clock of an issuer and the local clock by the {@code Date} of its responses (RFC
 * 9110 section 6.6.1). Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class IssuerClock {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerClock.class);

    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final String issuer;
    private final Clock clock;
    private final AtomicBoolean differs = new AtomicBoolean();

    public IssuerClock(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Checks a new response. A cached response is ignored. */
    public void seen(HttpHeaders headers) {
        Instant date = HttpDate.parse(headers.firstValue("Date").orElse(""));
        if (date == null || headers.firstValue("Age").isPresent()) {
            return;
        }
        Duration difference = Duration.between(clock.instant(), date);
        boolean now = difference.abs().compareTo(TOLERATED) > 0;
        if (differs.getAndSet(now) != now) {
            if (now) {
                LOG.warn(
                        "issuer {}: its clock differs from the local clock by {} seconds; its tokens may be"
                                + " refused as expired or not yet valid",
                        issuer,
                        difference.toSeconds());
            } else {
                LOG.info("issuer {}: its clock agrees with the local clock again", issuer);
            }
        }
    }

    /** Returns whether the clocks differed at the last response. */
    boolean differs() {
        return differs.get();
    }
}
