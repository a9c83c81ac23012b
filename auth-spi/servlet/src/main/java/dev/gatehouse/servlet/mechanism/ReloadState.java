package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Internal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the last reload succeeded, and if not, since when and why. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ReloadState {

    /** The name in the health of the host. No mechanism may have it. */
    public static final String NAME = "configuration";

    private record Failure(Instant since, String reason) {}

    private final Clock clock;
    private volatile @Nullable Failure failure;

    /** Creates the state of a configuration that has just been loaded. */
    public ReloadState(Clock clock) {
        this.clock = clock;
    }

    /** Records that the configuration was loaded again. */
    public void succeeded() {
        failure = null;
    }

    /** Records that the last good configuration stays. */
    public synchronized void failed(RuntimeException cause) {
        Failure before = failure;
        Instant since = before == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : before.since();
        failure = new Failure(since, reason(cause));
    }

    /** Returns the reason on one line, without credentials. */
    public static String reason(RuntimeException cause) {
        return cause instanceof SettingException
                ? String.valueOf(cause.getMessage()).replace("\n", "; ")
                : "it failed unexpectedly with " + cause.getClass().getName();
    }

    /** Returns whether the last attempt failed. */
    public boolean hasFailed() {
        return failure != null;
    }

    /** Returns what an operator must know; {@code null} if the last reload succeeded or there was none. */
    @Nullable
    public Health health() {
        Failure last = failure;
        return last == null
                ? null
                : new Health(
                        Health.State.DEGRADED,
                        "since " + last.since() + ", the settings cannot be reloaded and the previous ones stay in"
                                + " effect: " + last.reason());
    }
}
