package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Begins registrations and log-ins. Nothing is stored but the cookie of the browser. Thread-safe. */
record OptionsEndpoints(PasskeyStore store, SignedIn signedIn, OptionsJson options, Clock clock, Duration timeout) {

    Reply registration(EndpointRequest request) {
        SignedIn.Person person = signedIn.recentWithPassword(request);
        return person instanceof SignedIn.Person.Known known
                ? registration(request, known.user())
                : ((SignedIn.Person.Refused) person).reply();
    }

    private Reply registration(EndpointRequest request, User user) {
        try {
            List<Passkey> known = store.ofUser(user.name());
            if (known.size() >= PasskeySettings.MOST) {
                return PasskeyReplies.FULL;
            }
            // One user has one handle, so that an authenticator replaces a passkey instead of adding another one.
            String handle = known.isEmpty() ? Attempt.newRandom() : known.get(0).handle();
            Attempt attempt = Attempt.begin(Attempt.Purpose.REGISTRATION, clock.instant(), handle);
            String challenge = attempt.challenge(store.secret(), user.name());
            return Reply.json(200, options.registration(challenge, handle, user, known))
                    .with(AttemptCookies.begin(request, attempt, challenge, timeout));
        } catch (UsersUnavailableException unavailable) {
            return PasskeyReplies.storeUnavailable();
        }
    }

    Reply login(EndpointRequest request) {
        try {
            Attempt attempt = Attempt.begin(Attempt.Purpose.LOGIN, clock.instant(), "");
            String challenge = attempt.challenge(store.secret(), "");
            return Reply.json(200, options.login(challenge))
                    .with(AttemptCookies.begin(request, attempt, challenge, timeout));
        } catch (UsersUnavailableException unavailable) {
            return PasskeyReplies.storeUnavailable();
        }
    }
}
