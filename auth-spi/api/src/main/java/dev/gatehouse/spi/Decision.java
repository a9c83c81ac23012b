package dev.gatehouse.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request, by whom and why. It holds no credential by construction: nothing of a header, cookie, query or body goes into it. Immutable.
 *
 * @param time when
 * @param outcome what was decided
 * @param status the HTTP status that the client got; 0 when the application answered
 * @param reason why
 * @param mechanism the mechanism that decided; empty when none was asked
 * @param caller who was calling; {@code null} when that is not known
 * @param method the request's method, cut after 32 characters, with unprintable characters replaced
 * @param path the path that was judged, cut after 512 characters, with unprintable characters replaced; without the query
 * @param rule the access rule that applied; empty when the request did not get that far
 * @param clientAddress the client's address as far as trusted proxies tell
 * @param requestId names the request in the logs; unique within the process
 */
public record Decision(
        Instant time,
        Outcome outcome,
        int status,
        Reason reason,
        String mechanism,
        @Nullable Caller caller,
        String method,
        String path,
        String rule,
        String clientAddress,
        String requestId) {

    /** What can be decided. */
    public enum Outcome {
        /** The request went on to the application, with a caller or without one. */
        ADMITTED,
        /** The request was refused. */
        REFUSED,
        /** The request could not be decided. */
        UNDECIDED,
        /** Somebody logged in. */
        LOGGED_IN,
        /** A login was refused. */
        LOGIN_REFUSED,
        /** Somebody logged out. */
        LOGGED_OUT
    }

    /** Checks what must be there; cuts and cleans method, path and address. */
    public Decision {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(mechanism, "mechanism");
        method = Printable.text(method, 32);
        path = Printable.text(path, 512);
        clientAddress = Printable.text(clientAddress, 64);
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** Returns {@link #caller()} as an {@code Optional}. */
    public Optional<Caller> knownCaller() {
        return Optional.ofNullable(caller);
    }
}
