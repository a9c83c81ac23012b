package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response of an {@link Endpoint}. The host writes it and adds the headers that all its responses have.
 * {@link #toString()} shows only the status. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class Reply {

    private static final int MAX_BODY = 1 << 20;

    /** An event to report to {@linkplain DecisionListener listeners}. */
    public sealed interface Event {
        /**
         * A user logged in.
         *
         * @param caller the caller
         */
        record LoggedIn(Caller caller) implements Event {}

        /**
         * A login was refused. The host adds the header {@code Refusal-Id} with the id of the refusal in the audit log.
         *
         * @param reason why
         */
        record LoginRefused(Reason reason) implements Event {}

        /**
         * A user logged out.
         *
         * @param caller the caller of the session that ended; {@code null} when there was no session
         */
        record LoggedOut(@Nullable Caller caller) implements Event {}

        /**
         * A request of an identity provider to end sessions was refused. The host adds {@code Refusal-Id}, too.
         *
         * @param reason why
         */
        record LogoutRefused(Reason reason) implements Event {}
    }

    private final int status;
    private final @Nullable String contentType;
    private final String body;
    private final @Nullable URI location;
    private final @Nullable Duration retryAfter;
    private final ResponseAdditions additions;
    private final @Nullable Event event;

    private Reply(
            int status,
            @Nullable String contentType,
            String body,
            @Nullable URI location,
            @Nullable Duration retryAfter,
            ResponseAdditions additions,
            @Nullable Event event) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.location = location;
        this.retryAfter = retryAfter;
        this.additions = additions;
        this.event = event;
    }

    /**
     * Returns a reply without a body.
     *
     * @param status 200 to 599 except 3xx; see {@link #seeOther(URI)}
     * @throws IllegalArgumentException if the status is not allowed
     */
    public static Reply status(int status) {
        return new Reply(checked(status), null, "", null, null, ResponseAdditions.none(), null);
    }

    /**
     * Returns a reply with a JSON body.
     *
     * @param status 200 to 599 except 3xx
     * @param json the body, at most 1,048,576 characters; not validated
     * @throws IllegalArgumentException if the status is not allowed or the body is too long
     */
    public static Reply json(int status, String json) {
        return body(status, "application/json", json);
    }

    /**
     * Returns a reply with an HTML body. The host serves it with a content security policy that allows no scripts.
     *
     * @param status 200 to 599 except 3xx
     * @param html the body, at most 1,048,576 characters
     * @throws IllegalArgumentException if the status is not allowed or the body is too long
     */
    public static Reply html(int status, String html) {
        return body(status, "text/html", html);
    }

    /**
     * Returns a 303 redirect. The browser follows it with GET and does not repeat a credential (RFC 9700 section 4.12).
     *
     * @param location either an absolute {@code https} or {@code http} URL without user information, or a path below
     *     the context path that starts with exactly one slash; ASCII only. The mechanism is responsible for the target
     *     of an absolute URL: never take it from the request
     * @throws IllegalArgumentException if the location is not allowed
     */
    public static Reply seeOther(URI location) {
        String text = location.toString();
        boolean absolute = ("https".equals(location.getScheme()) || "http".equals(location.getScheme()))
                && location.getHost() != null
                && location.getRawUserInfo() == null;
        boolean local = !location.isAbsolute() && text.startsWith("/") && !text.startsWith("//");
        if ((!absolute && !local) || !isPlain(text)) {
            throw new IllegalArgumentException(
                    "expected an absolute http or https URL, or a path that starts with exactly one slash");
        }
        return new Reply(303, null, "", location, null, ResponseAdditions.none(), null);
    }

    /**
     * Browsers read {@code /\} as {@code //} and skip tabs, so this check does not rely on what {@code URI} rejects.
     */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static Reply body(int status, String contentType, String body) {
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "expected a body of at most " + MAX_BODY + " characters, but it has " + body.length());
        }
        return new Reply(checked(status), contentType, body, null, null, ResponseAdditions.none(), null);
    }

    private static int checked(int status) {
        if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
            throw new IllegalArgumentException("expected a status from 200 to 599 except 3xx, but got " + status);
        }
        return status;
    }

    /** Returns this reply with the given additions instead of its current ones. */
    public Reply with(ResponseAdditions additions) {
        return new Reply(
                status, contentType, body, location, retryAfter, Objects.requireNonNull(additions, "additions"), event);
    }

    /** Returns this reply with an event for listeners. */
    public Reply with(Event event) {
        return new Reply(
                status, contentType, body, location, retryAfter, additions, Objects.requireNonNull(event, "event"));
    }

    /**
     * Returns this reply with a {@code Retry-After} header.
     *
     * @param retryAfter positive; sent in whole seconds, rounded up
     * @throws IllegalArgumentException if it is not positive
     */
    public Reply retryAfter(Duration retryAfter) {
        if (retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must be positive, but is " + retryAfter);
        }
        return new Reply(status, contentType, body, location, retryAfter, additions, event);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the media type of the body; empty when there is no body. The character set is always UTF-8. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Returns the body; empty when there is none. */
    public String body() {
        return body;
    }

    /** Returns the target of a redirect; empty for other replies. */
    public Optional<URI> location() {
        return Optional.ofNullable(location);
    }

    /** Returns the time to wait before the next attempt; empty when there is no {@code Retry-After} header. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns the cookies and headers to add to the response. */
    public ResponseAdditions additions() {
        return additions;
    }

    /** Returns the event for listeners; empty when there is none. */
    public Optional<Event> event() {
        return Optional.ofNullable(event);
    }

    @Override
    public String toString() {
        return "Reply[status=" + status + "]";
    }
}
