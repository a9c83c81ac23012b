package dev.gatehouse.spi;

import java.time.Duration;
import java.util.Objects;

/** The sessions can't be read or written at present. A mechanism answers {@link AuthenticationResult.Unavailable}, never a rejection. */
public final class SessionsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** When to try again. */
    private final Duration retryAfter;

    /**
     * Describes a problem that no other failure is behind, such as a limit that is reached.
     *
     * @param message what is the matter, without credentials
     * @param retryAfter when to try again; positive
     */
    public SessionsUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Describes the problem.
     *
     * @param message what did not answer, without credentials
     * @param retryAfter when to try again; positive
     * @param cause the failure behind it
     */
    public SessionsUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Returns when to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
