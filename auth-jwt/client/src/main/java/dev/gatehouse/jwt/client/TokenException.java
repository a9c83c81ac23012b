package dev.gatehouse.jwt.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no token, and why. The message is for operators: it names the server and the cause, and neither secret nor token. It is an {@link IOException}, so that
 * code around an HTTP call handles it where it handles the call.
 */
public final class TokenException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The server refused the client or the request (RFC 6749 section 5.2), and will again until somebody changes something. */
        REFUSED,
        /** The server asked to come back later (429). */
        THROTTLED,
        /** The server could not be reached, hung up, or answered that it can't serve at the moment (5xx). */
        UNAVAILABLE,
        /** The server did not answer in time. */
        TIMEOUT,
        /** The server answered something that is no token response (RFC 6749 section 5.1): a web page, a redirect, a member of a wrong type, too many bytes. */
        MALFORMED,
        /** The server issued a token of a type that this client can't use, such as DPoP. */
        UNSUPPORTED,
        /** The client was closed. */
        CLOSED
    }

    private final Kind kind;
    private final @Nullable String error;
    private final @Nullable String errorDescription;
    private final @Nullable Duration retryAfter;

    TokenException(Kind kind, String message) {
        this(kind, message, null, null, null);
    }

    TokenException(
            Kind kind,
            String message,
            @Nullable String error,
            @Nullable String errorDescription,
            @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.error = error;
        this.errorDescription = errorDescription;
        this.retryAfter = retryAfter;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The server's {@code error} code, such as {@code invalid_client}: at most 64 printable ASCII characters; empty when it gave none. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The server's {@code error_description}: at most 200 printable ASCII characters, others replaced; empty when it gave none or repeated a credential in it. */
    public Optional<String> errorDescription() {
        return Optional.ofNullable(errorDescription);
    }

    /** How long the server asked to be left alone, an hour at most; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed a little later. */
    boolean isPassing() {
        return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE || kind == Kind.TIMEOUT;
    }

    /** The same for one more caller, with the caller's own stack trace. */
    TokenException again() {
        return new TokenException(kind, String.valueOf(getMessage()), error, errorDescription, retryAfter);
    }
}
