package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * A request got no usable response. The message is for operators. It repeats nothing that the server sent, except the
 * name of an issuer and a URL that was requested, truncated and printable. It continues a sentence that names the
 * server. Immutable, without a stack trace.
 *
 * @since 0.1
 */
@Internal
public final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The response cannot be used. */
        UNUSABLE,
        /** The response is larger than the limit. */
        TOO_LONG,
        /** The response was not complete before the deadline. */
        TIMEOUT,
        /** The connection failed or broke. */
        UNAVAILABLE,
        /** The HTTP client is closed. */
        CLOSED
    }

    private final Kind kind;
    /** Empty, or ends with a colon and a space. */
    private final String request;

    private final String problem;
    private final int status;
    private final long retryAfterSeconds;

    /** Creates a failure for a response that cannot be used. */
    public FetchException(String message) {
        this(message, 0, 0);
    }

    /**
     * Creates a failure for a response that cannot be used.
     *
     * @param status the status of the response; 0 if there was none
     * @param retryAfterSeconds how long the server asks the client to wait; 0 if it does not say
     */
    public FetchException(String message, int status, long retryAfterSeconds) {
        this(Kind.UNUSABLE, message, status, retryAfterSeconds);
    }

    private FetchException(Kind kind, String problem, int status, long retryAfterSeconds) {
        this(kind, "", problem, status, retryAfterSeconds);
    }

    private FetchException(Kind kind, String request, String problem, int status, long retryAfterSeconds) {
        super(request + problem, null, false, false);
        this.kind = kind;
        this.request = request;
        this.problem = problem;
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static FetchException tooLong(int limit) {
        return new FetchException(Kind.TOO_LONG, "its response is larger than " + limit + " bytes", 0, 0);
    }

    /** Returns this failure with more words at the end of its message, such as a remedy. */
    public FetchException with(String words) {
        return new FetchException(kind, request, problem + words, status, retryAfterSeconds);
    }

    /** Returns this failure without its status, because the status is not that of the server which it is about. */
    public FetchException withoutStatus() {
        return new FetchException(kind, request, problem, 0, retryAfterSeconds);
    }

    /** Returns this failure with the request that failed before its message, so that the right address is blamed. */
    FetchException ofRequest(String method, URI uri) {
        return kind == Kind.CLOSED
                ? this
                : new FetchException(
                        kind, method + " " + HttpUrl.shown(uri) + ": ", problem, status, retryAfterSeconds);
    }

    /** Returns the message without the request that failed, so that equal problems of several URLs are equal. */
    public String problem() {
        return problem;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the status of the response; 0 if there was none. */
    public int status() {
        return status;
    }

    /** Returns how many seconds the server asks the client to wait, at most 3600; 0 if it does not say. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Unwraps the failure of a future and classifies it. */
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
            return new FetchException(Kind.CLOSED, "the HTTP client is closed", 0, 0);
        }
        return new FetchException(Kind.UNAVAILABLE, unavailable(cause), 0, 0);
    }

    /** Uses only the names of exceptions, because their messages may repeat what a server sent. */
    private static String unavailable(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof SSLException) {
            return CertificateProblem.of(cause);
        }
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return "its host name cannot be resolved";
        }
        if (cause instanceof ConnectException) {
            // The JDK's client tries a second time on the closed channel, so its last exception does not tell the two
            // apart.
            return cause.getCause() instanceof ClosedChannelException
                    ? "connection refused, or no route to the host"
                    : connecting(String.valueOf(cause.getMessage()));
        }
        return cause instanceof IOException ? "the connection broke or the response is not HTTP (" + name + ")" : name;
    }

    /** The messages of the operating system are not shown, because they differ. */
    private static String connecting(String message) {
        return message.startsWith("Connection refused") ? "connection refused" : "the connection failed";
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
