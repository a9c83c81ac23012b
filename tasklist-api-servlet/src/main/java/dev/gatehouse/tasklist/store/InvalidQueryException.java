package dev.gatehouse.tasklist.store;

/** A query that can't be carried out as it is, such as one with a cursor of the wrong shape. The message may be shown to the client. */
public final class InvalidQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidQueryException(String message) {
        super(message);
    }
}
