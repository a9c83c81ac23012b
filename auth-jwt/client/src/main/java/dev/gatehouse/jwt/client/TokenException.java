package dev.gatehouse.jwt.client;

import dev.gatehouse.spi.stability.Stable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No token could be obtained.
 *
 * <p>The message is for operators. It names the server and the cause, and contains neither secret nor token. This is an
 * {@link IOException}, so that the code around an HTTP call handles it in the same place.
 *
 * @since 0.1
 */
@Stable
public final class TokenException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The kinds of failure. */
    public enum Kind {
        /**
         * The server rejected the client or the request (RFC 6749 section 5.2). Another attempt fails as well until the
         * configuration changes.
         */
        REFUSED,
        /** The server asked the client to wait (429). */
        THROTTLED,
        /** The server could not be reached, closed the connection, or reported a temporary problem (5xx). */
        UNAVAILABLE,
        /** The server did not respond in time. */
        TIMEOUT,
        /**
         * The response is not a token response (RFC 6749 section 5.1): a web page, a redirect, a member of the wrong
         * type, or too long.
         */
        MALFORMED,
        /** The server issued a token of a type that this client cannot use, such as DPoP. */
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

    /** Returns the kind of failure. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the {@code error} code of the server, such as {@code invalid_client}. At most 64 printable ASCII
     * characters; empty when there is none.
     */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * Returns the {@code error_description} of the server. At most 200 printable ASCII characters, others are replaced
     * by {@code ?}. Empty when there is none, or when it repeats a credential.
     */
    public Optional<String> errorDescription() {
        return Optional.ofNullable(errorDescription);
    }

    /** Returns how long the server asked the client to wait, at most one hour; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed later. */
    boolean isPassing() {
        return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE || kind == Kind.TIMEOUT;
    }

    /** Returns a copy with the stack trace of the current caller. */
    TokenException again() {
        return new TokenException(kind, String.valueOf(getMessage()), error, errorDescription, retryAfter);
    }
}
