package dev.gatehouse.cookie;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;

/** What login and logout answer when they can't do what they were asked. All texts are constants, so there is nothing to escape. */
final class LoginReplies {

    private static final Reply REFUSED = Reply.json(401, "{\"message\":\"\"}");
    private static final Reply THROTTLED =
            Reply.json(429, "{\"message\":\"Too many login attempts. Try again later.\"}");
    private static final Reply UNAVAILABLE = Reply.json(503, "{\"message\":\"Try again later.\"}");

    private LoginReplies() {}

    /** The same bytes whatever the reason is; only listeners learn it. */
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

    /** Takes a constant text without quotes and backslashes. */
    static Reply malformed(int status, String message) {
        return Reply.json(status, "{\"message\":\"" + message + "\"}")
                .with(new Reply.Event.LoginRefused(Reason.of("login.malformed", message)));
    }
}
