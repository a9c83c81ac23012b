package dev.gatehouse.jwt;

import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** A document could not be fetched. The message is for operators and holds nothing that the other side sent. */
final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When the other side wants to be asked again; 0 when it did not say. */
    private final long retryAfterSeconds;

    /** The status that it answered; 0 when it did not answer. */
    private final int status;

    FetchException(String message) {
        this(message, 0, 0);
    }

    FetchException(String message, int status, long retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    int status() {
        return status;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Returns what went wrong, out of the wrappings that futures put around it. */
    static FetchException of(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof FetchException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FetchException known) {
            return known;
        }
        boolean late = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
        return new FetchException(
                late ? "it did not answer in time" : cause.getClass().getSimpleName());
    }
}
