package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * A query that can't be carried out as it is, such as one with a cursor of the wrong shape. The message may be shown to the client.
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
