package dev.gatehouse.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Endpoint} answers; the host writes it, with the headers that every response of the framework carries. {@link #toString()} shows the status only.
 * Immutable.
 */
public final class Reply {

    private static final int MAX_BODY = 1 << 20;

    /** What happened, for the {@linkplain Decision decisions}' listeners. */
    public sealed interface Event {
        /**
         * Somebody logged in.
         *
         * @param caller who
         */
        record LoggedIn(Caller caller) implements Event {}

        /**
         * A login was refused.
         *
         * @param reason why
         */
        record LoginRefused(Reason reason) implements Event {}

        /**
         * A session was ended by its holder.
         *
         * @param caller whose session it was; {@code null} when there was none
         */
        record LoggedOut(@Nullable Caller caller) implements Event {}
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
     * @param status 200 to 599, but no redirect; see {@link #seeOther(URI)}
     * @throws IllegalArgumentException if the status is another one
     */
    public static Reply status(int status) {
        return new Reply(checked(status), null, "", null, null, ResponseAdditions.none(), null);
    }

    /**
     * Returns a reply with a JSON body.
     *
     * @param status 200 to 599, but no redirect
     * @param json the text, at most 1 MiB; the caller answers for its form
     * @throws IllegalArgumentException if the status or the length is out of range
     */
    public static Reply json(int status, String json) {
        return body(status, "application/json", json);
    }

    /**
     * Returns a reply with an HTML body, served under a policy that runs no script.
     *
     * @param status 200 to 599, but no redirect
     * @param html the text, at most 1 MiB
     * @throws IllegalArgumentException if the status or the length is out of range
     */
    public static Reply html(int status, String html) {
        return body(status, "text/html", html);
    }

    /**
     * Returns a 303 redirect, so that the browser follows with GET and repeats no credential (RFC 9700 section 4.12).
     *
     * @param location where to, in ASCII; absolute with scheme {@code https} or {@code http} and without user information, or a path below the context path that begins with a single
     *     slash.
     *     Where an absolute one leads is the mechanism's responsibility: never take it from the request
     * @throws IllegalArgumentException if it is anything else
     */
    public static Reply seeOther(URI location) {
        String text = location.toString();
        boolean absolute = ("https".equals(location.getScheme()) || "http".equals(location.getScheme()))
                && location.getHost() != null
                && location.getRawUserInfo() == null;
        boolean local = !location.isAbsolute() && text.startsWith("/") && !text.startsWith("//");
        if (!absolute && !local || !isPlain(text)) {
            throw new IllegalArgumentException("not a place to redirect to");
        }
        return new Reply(303, null, "", location, null, ResponseAdditions.none(), null);
    }

    /** Browsers read {@code /\} as {@code //} and skip tabs, so this does not rest on what URI happens to refuse. */
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
            throw new IllegalArgumentException("a reply has at most 1 MiB");
        }
        return new Reply(checked(status), contentType, body, null, null, ResponseAdditions.none(), null);
    }

    private static int checked(int status) {
        if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
            throw new IllegalArgumentException("not the status of a reply: " + status);
        }
        return status;
    }

    /** Returns this reply with these additions in place of those it has. */
    public Reply with(ResponseAdditions additions) {
        return new Reply(
                status, contentType, body, location, retryAfter, Objects.requireNonNull(additions, "additions"), event);
    }

    /** Returns this reply with an event for the listeners. */
    public Reply with(Event event) {
        return new Reply(
                status, contentType, body, location, retryAfter, additions, Objects.requireNonNull(event, "event"));
    }

    /**
     * Returns this reply with {@code Retry-After}.
     *
     * @param retryAfter positive; sent in whole seconds rounded up
     * @throws IllegalArgumentException if it is not positive
     */
    public Reply retryAfter(Duration retryAfter) {
        if (retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must be positive");
        }
        return new Reply(status, contentType, body, location, retryAfter, additions, event);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the body's media type without charset, which is always UTF-8; empty when there is no body. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Returns the body; empty when there is none. */
    public String body() {
        return body;
    }

    /** Returns where a redirect leads to. */
    public Optional<URI> location() {
        return Optional.ofNullable(location);
    }

    /** Returns when to try again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns what else goes onto the response. */
    public ResponseAdditions additions() {
        return additions;
    }

    /** Returns what happened, for the listeners. */
    public Optional<Event> event() {
        return Optional.ofNullable(event);
    }

    @Override
    public String toString() {
        return "Reply[status=" + status + "]";
    }
}
