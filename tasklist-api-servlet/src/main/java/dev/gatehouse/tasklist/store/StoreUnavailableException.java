package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * The store is unreachable or timed out. Nothing was changed; a retry may succeed.
 *
 * @since 0.1
 */
@Incubating
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For a store that refuses a call. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** For implementations of the port. */
    public StoreUnavailableException(Throwable cause) {
        super("the task store is not available", cause);
    }
}
