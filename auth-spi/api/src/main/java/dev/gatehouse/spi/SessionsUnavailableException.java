package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.Objects;

/**
 * Sessions cannot be read or written now. A mechanism returns {@link AuthenticationResult.Unavailable}, never a
 * rejection.
 *
 * @since 0.1
 */
@Incubating
public final class SessionsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** When to try again. */
    private final Duration retryAfter;

    /**
     * Creates an exception without a cause, for example when a limit has been reached.
     *
     * @param message what is unavailable, without credentials
     * @param retryAfter the time to wait before the next attempt; positive
     */
    public SessionsUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is unavailable, without credentials
     * @param retryAfter the time to wait before the next attempt; positive
     * @param cause the underlying failure
     */
    public SessionsUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Returns the time to wait before the next attempt. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
