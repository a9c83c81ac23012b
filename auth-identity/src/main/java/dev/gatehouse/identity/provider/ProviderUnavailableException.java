package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Objects;

/**
 * A provider cannot be used now. The message is for operators and has no credentials.
 *
 * @since 0.1
 */
@Internal
public final class ProviderUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** When to try again. */
    private final Duration retryAfter;

    /** Creates an exception without a stack trace. */
    public ProviderUnavailableException(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Returns the time to wait before the next attempt. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
