package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.StackSummary;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions as the host sees them. Exceptions of their health check and of closing them are caught here.
 *
 * @since 0.1
 */
@Internal
public record SharedSessions(Sessions sessions) {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

    /** Returns the health that they report; {@code DOWN} if they fail. */
    public Health health() {
        try {
            return Objects.requireNonNull(sessions.health(), "health");
        } catch (Throwable failure) {
            LOG.error("the sessions broke their contract: their health failed with {}", StackSummary.of(failure));
            return new Health(Health.State.DOWN, "their health check failed");
        }
    }

    /** Returns their figures; none if they fail. */
    public List<Measurement> measurements() {
        try {
            return List.copyOf(sessions.measurements());
        } catch (Throwable failure) {
            LOG.error("the sessions broke their contract: measuring them failed with {}", StackSummary.of(failure));
            return List.of();
        }
    }

    /** Closes them. A failure is logged. */
    public void close() {
        try {
            sessions.close();
        } catch (Throwable failure) {
            LOG.error("the sessions broke their contract: closing them failed with {}", StackSummary.of(failure));
        }
    }
}
