package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a request or a login, for audit logs. It contains no header, cookie, query or body, and therefore no
 * credential. Immutable.
 *
 * @param time when the decision was made
 * @param outcome what was decided
 * @param status the HTTP status that the client got; 0 when the application produced the response
 * @param reason why
 * @param mechanism the name of the mechanism that decided; empty when none was asked
 * @param caller the caller; {@code null} when unknown
 * @param method the request method; at most 32 characters, unprintable ones replaced by {@code ?}
 * @param path the decoded path without the query; at most 512 characters, unprintable ones replaced by {@code ?}
 * @param rule the access rule that applied; empty when none was reached
 * @param clientAddress the client's IP address; from a forwarding header only if a trusted proxy sent it
 * @param requestId identifies the request in the logs; unique within the process
 * @param duration the time from the arrival of the request at the filter until the decision, including the body of a
 *     login, and the work of the application if the application refused the request; {@code null} if no listener
 *     {@linkplain DecisionListener#wantsDurations() needs it}
 * @since 0.1
 */
@Incubating
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
        String requestId,
        @Nullable Duration duration) {

    /** Creates a decision whose duration was not measured. */
    public Decision(
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
        this(time, outcome, status, reason, mechanism, caller, method, path, rule, clientAddress, requestId, null);
    }

    /** The kinds of decision. */
    public enum Outcome {
        /** The request was passed to the application, with or without a caller. */
        ADMITTED,
        /** The request was refused. */
        REFUSED,
        /** The request could not be decided, because something was unavailable. */
        UNDECIDED,
        /** A user logged in. */
        LOGGED_IN,
        /** A login was refused. */
        LOGIN_REFUSED,
        /** A user logged out. */
        LOGGED_OUT
    }

    /** Rejects {@code null}; truncates and cleans method, path and address. */
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
