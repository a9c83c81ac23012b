package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * A query is invalid, for example because its cursor does not fit its sort keys. The message may be sent to clients.
 *
 * @since 0.1
 */
@Incubating
public final class InvalidQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }
}
