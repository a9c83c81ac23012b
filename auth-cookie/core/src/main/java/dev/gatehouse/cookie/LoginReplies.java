package dev.gatehouse.cookie;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;

/** The replies of login and logout to failures. All messages are constants, so nothing needs escaping. */
final class LoginReplies {

    private static final Reply REFUSED = Reply.json(401, "{\"message\":\"\"}");
    private static final Reply THROTTLED =
            Reply.json(429, "{\"message\":\"Too many login attempts. Try again later.\"}");
    private static final Reply UNAVAILABLE = Reply.json(503, "{\"message\":\"Try again later.\"}");

    private LoginReplies() {}

    /** Returns the reply to a login that did not pass. */
    static Reply of(LoginOutcome outcome) {
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            return throttled(throttled.reason(), throttled.retryAfter());
        }
        if (outcome instanceof LoginOutcome.Unavailable unavailable) {
            return unavailable(unavailable.reason(), unavailable.retryAfter());
        }
        return refused(((LoginOutcome.Refused) outcome).reason());
    }

    /** Returns the same bytes for every reason; only listeners see the reason. */
    static Reply refused(Reason reason) {
        return REFUSED.with(new Reply.Event.LoginRefused(reason));
    }

    static Reply throttled(Reason reason, Duration retryAfter) {
        return THROTTLED.retryAfter(retryAfter).with(new Reply.Event.LoginRefused(reason));
    }

    static Reply unavailable(Reason reason, Duration retryAfter) {
        return UNAVAILABLE.retryAfter(retryAfter).with(new Reply.Event.LoginRefused(reason));
    }

    static Reply unavailable(SessionsUnavailableException unavailable) {
        return UNAVAILABLE.retryAfter(unavailable.retryAfter());
    }

    /**
     * Returns the reply to a malformed login.
     *
     * @param message a constant without quotes and backslashes
     */
    static Reply malformed(int status, String message) {
        return Reply.json(status, "{\"message\":\"" + message + "\"}")
                .with(new Reply.Event.LoginRefused(Reason.of("login.malformed", message)));
    }
}
