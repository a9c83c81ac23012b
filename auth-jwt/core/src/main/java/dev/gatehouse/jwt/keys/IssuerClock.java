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
 * Notices when an issuer's clock and ours disagree, by the {@code Date} of its answers (RFC 9110 section 6.6.1), before tokens are refused for it. Thread-safe.
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

    /** Looks at an answer that has just come. One out of a cache says nothing. */
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
                        "issuer {}: its clock and ours differ by {} seconds; its tokens may be refused for their times",
                        issuer,
                        difference.toSeconds());
            } else {
                LOG.info("issuer {}: its clock and ours agree again", issuer);
            }
        }
    }

    /** Whether they disagreed when last seen. */
    boolean differs() {
        return differs.get();
    }
}
