package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * A request brought no usable answer. The message is for operators and holds nothing that the other side sent; it continues
 * a sentence that names the other side. Immutable, without a stack trace.
 *
 * @since 0.1
 */
@Internal
public final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The answer is not what was asked for. */
        UNUSABLE,
        /** The answer is longer than the limit. */
        TOO_LONG,
        /** The whole answer was not there before the deadline. */
        TIMEOUT,
        /** There is no connection, or it broke. */
        UNAVAILABLE,
        /** This side closed its threads. */
        CLOSED
    }

    private final Kind kind;
    private final int status;
    private final long retryAfterSeconds;

    /** An answer that is not what was asked for. */
    public FetchException(String message) {
        this(message, 0, 0);
    }

    /**
     * An answer that is not what was asked for.
     *
     * @param status its status; 0 if there was none
     * @param retryAfterSeconds how long the other side asks to be left alone; 0 if it does not say
     */
    public FetchException(String message, int status, long retryAfterSeconds) {
        this(Kind.UNUSABLE, message, status, retryAfterSeconds);
    }

    private FetchException(Kind kind, String message, int status, long retryAfterSeconds) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static FetchException tooLong(int limit) {
        return new FetchException(Kind.TOO_LONG, "its answer is longer than " + limit + " bytes", 0, 0);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the status of the answer; 0 if there was none. */
    public int status() {
        return status;
    }

    /** Returns how long the other side asks to be left alone, in seconds, 3600 at most; 0 if it does not say. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Returns what went wrong, out of the exceptions that futures wrap around it. */
    public static FetchException of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !isTelling(cause)) {
            cause = cause.getCause();
        }
        if (cause instanceof FetchException known) {
            return known;
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return new FetchException(Kind.TIMEOUT, "it did not answer in time", 0, 0);
        }
        if (cause instanceof RejectedExecutionException) {
            return new FetchException(Kind.CLOSED, "no more requests are sent, this side was closed", 0, 0);
        }
        return new FetchException(Kind.UNAVAILABLE, unavailable(cause), 0, 0);
    }

    /** Names of exceptions only: their messages may repeat what a server sent. */
    private static String unavailable(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof SSLException) {
            return "no TLS connection (" + name + "); is its certificate trusted here?";
        }
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return "the name of its host is unknown here";
        }
        if (cause instanceof ConnectException) {
            return "nothing answers there, no connection";
        }
        return cause instanceof IOException ? "it hung up, or spoke no HTTP (" + name + ")" : name;
    }

    private static boolean isTelling(Throwable failure) {
        return failure instanceof FetchException
                || failure instanceof TimeoutException
                || failure instanceof HttpTimeoutException
                || failure instanceof RejectedExecutionException
                || failure instanceof SSLException
                || (failure instanceof ConnectException && !isUnresolved(failure));
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
