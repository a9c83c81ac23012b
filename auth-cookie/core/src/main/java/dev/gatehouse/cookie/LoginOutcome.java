package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Reason;
import java.time.Duration;

/** What came of a name and a password. */
sealed interface LoginOutcome {

    /** They belong to this user. */
    record Passed(User user) implements LoginOutcome {}

    /** They belong to nobody who may log in. */
    record Refused(Reason reason) implements LoginOutcome {}

    /** There were too many tries; this one was not looked at. */
    record Throttled(Reason reason, Duration retryAfter) implements LoginOutcome {}

    /** That can't be told at present. */
    record Unavailable(Reason reason, Duration retryAfter) implements LoginOutcome {}
}
