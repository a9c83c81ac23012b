package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.LocalLogins;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in with a passkey, without a name: a new session for the right signature, the same refusal for everything else.
 * An unknown passkey is the same work as a known one with a wrong signature. Thread-safe.
 */
record LoginEndpoint(
        LocalLogins logins, PasskeyStore store, Verification verification, Passkey decoy, Clock clock, Duration timeout)
        implements Endpoint.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(LoginEndpoint.class);
    // Without attestation nothing proves that a key is in hardware (RFC 8176 section 2: swk, user, mfa).
    private static final List<String> KEY = List.of("swk", "user");
    private static final List<String> KEY_AND_VERIFICATION = List.of("swk", "user", "mfa");

    @Override
    public Optional<Reply> beforeBody(RequestView request) {
        return logins.countSource(request);
    }

    @Override
    public Reply handle(EndpointRequest request) {
        if (!request.contentType().equals(Optional.of(PasskeyReplies.JSON))) {
            return PasskeyReplies.UNSUPPORTED;
        }
        ResponseJson.Assertion response = ResponseJson.assertion(request.body());
        if (response == null) {
            return PasskeyReplies.MALFORMED;
        }
        try {
            String challenge = response.clientData().challenge();
            Attempt attempt = AttemptCookies.find(request, Attempt.Purpose.LOGIN, challenge, store.secret(), "");
            if (attempt == null) {
                return logins.refused(PasskeyReasons.CHALLENGE_UNKNOWN);
            }
            Reply reply = answer(request, response, attempt);
            return reply.with(reply.additions().with(AttemptCookies.deletion(request, challenge)));
        } catch (UsersUnavailableException unavailable) {
            return logins.unavailable(PasskeyReasons.STORE_UNAVAILABLE, PasskeyReplies.RETRY);
        } catch (SessionsUnavailableException unavailable) {
            return logins.unavailable(PasskeyReasons.SESSIONS_UNAVAILABLE, unavailable.retryAfter());
        }
    }

    private Reply answer(EndpointRequest request, ResponseJson.Assertion response, Attempt attempt)
            throws UsersUnavailableException, SessionsUnavailableException {
        Instant now = clock.instant();
        if (attempt.isExpired(now, timeout)) {
            return logins.refused(PasskeyReasons.CHALLENGE_EXPIRED);
        }
        Passkey passkey = store.find(response.id()).orElse(null);
        Verification.Asserted result = verification.assertion(response, passkey == null ? decoy : passkey);
        Reason refused = refusal(response, passkey, result);
        if (passkey == null || refused != null) {
            return logins.refused(refused == null ? PasskeyReasons.UNKNOWN : refused);
        }
        if (!logins.once(response.clientData().challenge(), Attempt.memory(timeout))) {
            return logins.refused(PasskeyReasons.CHALLENGE_USED);
        }
        Verification.Asserted.Good good = (Verification.Asserted.Good) result;
        if (!store.used(passkey, good.counter(), good.backedUp(), now)) {
            return logins.refused(PasskeyReasons.COUNTER);
        }
        User user = logins.users().find(passkey.user()).orElse(null);
        return user == null
                ? logins.refused(PasskeyReasons.USER_UNKNOWN)
                : logins.logIn(request, user, good.userVerified() ? KEY_AND_VERIFICATION : KEY);
    }

    private static @Nullable Reason refusal(
            ResponseJson.Assertion response, @Nullable Passkey passkey, Verification.Asserted result) {
        if (passkey == null) {
            return PasskeyReasons.UNKNOWN;
        }
        if (!passkey.handle().equals(response.userHandle())) {
            return PasskeyReasons.OTHER_USER;
        }
        if (result instanceof Verification.Asserted.Bad bad) {
            if (bad.reason().equals(PasskeyReasons.COUNTER)) {
                LOG.warn(
                        "the signature counter of the passkey {} of {} did not increase: the authenticator may have"
                                + " been cloned",
                        new LoggedId(passkey.id()),
                        passkey.user());
            }
            return bad.reason();
        }
        return null;
    }
}
