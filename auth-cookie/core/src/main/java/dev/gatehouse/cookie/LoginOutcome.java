package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Reason;
import java.time.Duration;

/** The result of verifying a name and a password. */
sealed interface LoginOutcome {

    /** They belong to this user. */
    record Passed(User user) implements LoginOutcome {}

    /** They do not belong to a user who may log in. */
    record Refused(Reason reason) implements LoginOutcome {}

    /** There were too many attempts; the password was not verified. */
    record Throttled(Reason reason, Duration retryAfter) implements LoginOutcome {}

    /** They cannot be verified at present. */
    record Unavailable(Reason reason, Duration retryAfter) implements LoginOutcome {}
}
