package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.LocalLogins;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which person of the directory sent a request, by the session cookie alone. Thread-safe.
 *
 * @param within how long after a log-in with a password a person may register a passkey
 */
record SignedIn(LocalLogins logins, Clock clock, Duration within) {

    private static final String PASSWORD = "pwd";

    /** The result of looking. */
    sealed interface Person {
        /** This user of the directory, who is not disabled. */
        record Known(User user) implements Person {}

        /** None, or none that can be determined. */
        record Refused(Reply reply) implements Person {}
    }

    /** Returns the person, however the person logged in. */
    Person person(EndpointRequest request) {
        return person(logins.current(request));
    }

    /** Returns the person, who must have logged in with a password a short time ago. */
    Person recentWithPassword(EndpointRequest request) {
        // One look at the session: a second one might find another session, or one that the first could not read.
        AuthenticationResult result = logins.current(request);
        return result instanceof AuthenticationResult.Authenticated good && !isRecent(good.caller())
                ? new Person.Refused(PasskeyReplies.PASSWORD_REQUIRED)
                : person(result);
    }

    private Person person(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return new Person.Refused(PasskeyReplies.unavailable(unavailable.reason(), unavailable.retryAfter()));
        }
        return result instanceof AuthenticationResult.Authenticated good
                ? known(good.caller())
                : new Person.Refused(PasskeyReplies.SESSION_REQUIRED);
    }

    private boolean isRecent(Caller caller) {
        Instant now = clock.instant();
        return caller.amr().contains(PASSWORD)
                && caller.authenticationTime()
                        .filter(time -> !time.plus(within).isBefore(now))
                        .isPresent();
    }

    private Person known(Caller caller) {
        if (!caller.issuer().equals(Caller.LOCAL_ISSUER) || caller.kind() != Caller.Kind.PERSON) {
            return new Person.Refused(PasskeyReplies.SESSION_REQUIRED);
        }
        try {
            Optional<User> user = logins.users().find(caller.subject());
            return user.isPresent() && !user.get().disabled()
                    ? new Person.Known(user.get())
                    : new Person.Refused(PasskeyReplies.SESSION_REQUIRED);
        } catch (UsersUnavailableException unavailable) {
            return new Person.Refused(PasskeyReplies.storeUnavailable());
        }
    }
}
