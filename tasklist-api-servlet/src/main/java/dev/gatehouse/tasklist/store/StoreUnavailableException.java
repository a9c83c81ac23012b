package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * The store can't be reached or can't answer in time. Nothing was changed, and the same call may succeed later.
 *
 * @since 0.1
 */
@Incubating
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For implementations of the port. */
    public StoreUnavailableException(Throwable cause) {
        super("the task store is not available", cause);
    }
}
