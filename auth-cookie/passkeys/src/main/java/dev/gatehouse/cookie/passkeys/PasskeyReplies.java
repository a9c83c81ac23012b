package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import java.time.Duration;

/** The replies to failures. All messages are constants, so nothing needs escaping. */
final class PasskeyReplies {

    /** How long to wait for a store that does not answer. */
    static final Duration RETRY = Duration.ofSeconds(5);

    /** The only media type of requests. A form of another site cannot send it. */
    static final String JSON = "application/json";

    static final Reply SESSION_REQUIRED = refused(401, "Log in first.", PasskeyReasons.SESSION_REQUIRED);
    static final Reply PASSWORD_REQUIRED = refused(
            403,
            "Log out and log in with your password again. Then add the passkey.",
            PasskeyReasons.PASSWORD_REQUIRED);
    static final Reply EXISTS = refused(409, "This passkey is registered already.", PasskeyReasons.EXISTS);
    static final Reply FULL =
            refused(409, "You have reached the maximum number of passkeys. Remove one first.", PasskeyReasons.FULL);
    static final Reply MALFORMED = refused(400, "The request is malformed.", PasskeyReasons.MALFORMED);
    static final Reply UNSUPPORTED = refused(415, "Send application/json.", PasskeyReasons.MALFORMED);

    private PasskeyReplies() {}

    /** Returns the reply to a registration whose response is not right. Only listeners see the reason. */
    static Reply notVerified(Reason reason) {
        return refused(400, "The passkey could not be verified. Try again.", reason);
    }

    static Reply storeUnavailable() {
        return unavailable(PasskeyReasons.STORE_UNAVAILABLE, RETRY);
    }

    static Reply unavailable(Reason reason, Duration retryAfter) {
        return refused(503, "Try again later.", reason).retryAfter(retryAfter);
    }

    /** A refused registration is reported like a refused log-in: it would have become a way to log in. */
    private static Reply refused(int status, String message, Reason reason) {
        return Reply.json(status, "{\"message\":\"" + message + "\"}").with(new Reply.Event.LoginRefused(reason));
    }
}
