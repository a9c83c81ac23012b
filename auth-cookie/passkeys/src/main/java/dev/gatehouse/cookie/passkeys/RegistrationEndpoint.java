package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.LocalLogins;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the passkey that an authenticator has made for a person who is logged in. Thread-safe. */
record RegistrationEndpoint(
        LocalLogins logins,
        PasskeyStore store,
        SignedIn signedIn,
        Verification verification,
        Clock clock,
        Duration timeout)
        implements Endpoint.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationEndpoint.class);

    @Override
    public Optional<Reply> beforeBody(RequestView request) {
        return logins.countSource(request);
    }

    @Override
    public Reply handle(EndpointRequest request) {
        SignedIn.Person person = signedIn.recentWithPassword(request);
        if (person instanceof SignedIn.Person.Refused refused) {
            return refused.reply();
        }
        if (!request.contentType().equals(Optional.of(PasskeyReplies.JSON))) {
            return PasskeyReplies.UNSUPPORTED;
        }
        ResponseJson.Registration response = ResponseJson.registration(request.body());
        if (response == null) {
            return PasskeyReplies.MALFORMED;
        }
        try {
            return register(request, response, ((SignedIn.Person.Known) person).user());
        } catch (UsersUnavailableException unavailable) {
            return PasskeyReplies.storeUnavailable();
        } catch (SessionsUnavailableException unavailable) {
            return PasskeyReplies.unavailable(PasskeyReasons.SESSIONS_UNAVAILABLE, unavailable.retryAfter());
        }
    }

    private Reply register(EndpointRequest request, ResponseJson.Registration response, User user)
            throws UsersUnavailableException, SessionsUnavailableException {
        String challenge = response.clientData().challenge();
        Attempt attempt =
                AttemptCookies.find(request, Attempt.Purpose.REGISTRATION, challenge, store.secret(), user.name());
        if (attempt == null) {
            return PasskeyReplies.notVerified(PasskeyReasons.CHALLENGE_UNKNOWN);
        }
        Reply reply = answer(response, attempt, user);
        return reply.with(reply.additions().with(AttemptCookies.deletion(request, challenge)));
    }

    private Reply answer(ResponseJson.Registration response, Attempt attempt, User user)
            throws UsersUnavailableException, SessionsUnavailableException {
        Instant now = clock.instant();
        if (attempt.isExpired(now, timeout)) {
            return PasskeyReplies.notVerified(PasskeyReasons.CHALLENGE_EXPIRED);
        }
        Verification.Registered result = verification.registration(response, user.name(), attempt.handle(), now);
        if (result instanceof Verification.Registered.Bad bad) {
            return PasskeyReplies.notVerified(bad.reason());
        }
        if (!logins.once(response.clientData().challenge(), Attempt.memory(timeout))) {
            return PasskeyReplies.notVerified(PasskeyReasons.CHALLENGE_USED);
        }
        Passkey passkey = ((Verification.Registered.Good) result).passkey();
        return switch (store.add(passkey, PasskeySettings.MOST)) {
            case STORED -> {
                LOG.info("{} registered the passkey {}", user.name(), new LoggedId(passkey.id()));
                yield Reply.json(201, OptionsJson.passkey(passkey));
            }
            case EXISTS -> PasskeyReplies.EXISTS;
            case FULL -> PasskeyReplies.FULL;
            case NO_USER -> PasskeyReplies.SESSION_REQUIRED;
        };
    }
}
