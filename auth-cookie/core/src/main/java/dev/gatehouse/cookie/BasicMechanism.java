package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates with HTTP Basic (RFC 7617), using the users, the throttle and the hashing limit of the login. It opens
 * no session. Browsers send the header again by themselves, so the cross-site guard of the host applies. Thread-safe.
 */
final class BasicMechanism
        implements AuthenticationMechanism<BasicCredential>,
                CredentialExtractor<BasicCredential>,
                Authenticator<BasicCredential> {

    private static final String SCHEME = "Basic";
    private static final AuthenticationResult MALFORMED = AuthenticationResult.rejected(Reason.of(
            "basic.malformed", "expected a name and a password of valid length in UTF-8, encoded in canonical base64"));
    private static final AuthenticationResult NO_DIRECTORY = AuthenticationResult.unavailable(
            PasswordCheck.NO_DIRECTORY.reason(), PasswordCheck.NO_DIRECTORY.retryAfter());

    private final String name;
    private final Clock clock;
    private final UsersSource.Directory directory;
    private final CachedUsers users;
    private final PasswordCheck check;
    private final VerifiedPasswordCache checked;

    BasicMechanism(
            String name,
            Clock clock,
            UsersSource.Directory directory,
            CachedUsers users,
            PasswordCheck check,
            VerifiedPasswordCache checked) {
        this.name = name;
        this.clock = clock;
        this.directory = directory;
        this.users = users;
        this.check = check;
        this.checked = checked;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<BasicCredential> extractor() {
        return this;
    }

    @Override
    public Authenticator<BasicCredential> authenticator() {
        return this;
    }

    /** Verifying a password waits for its turn, whatever the directory. */
    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Optional<BasicCredential> extract(RequestView request) {
        for (String header : request.headers("Authorization")) {
            int start = afterBlanks(header, 0);
            int end = start + SCHEME.length();
            boolean ours = header.regionMatches(true, start, SCHEME, 0, SCHEME.length())
                    && (end == header.length()
                            || (!Character.isLetterOrDigit(header.charAt(end)) && header.charAt(end) != '-'));
            if (ours) {
                return Optional.of(new BasicCredential(header, afterBlanks(header, end), request.clientAddress()));
            }
        }
        return Optional.empty();
    }

    @Override
    public AuthenticationResult authenticate(BasicCredential credential) {
        NameAndPassword presented = NameAndPassword.read(credential.header(), credential.from());
        if (presented == null) {
            return MALFORMED;
        }
        VerifiedPasswordCache.Key key = checked.key(presented);
        try {
            User known = current(checked.find(key));
            if (known != null) {
                return authenticated(known);
            }
        } catch (UsersUnavailableException unavailable) {
            return NO_DIRECTORY;
        }
        LoginOutcome outcome = check.check(presented.name(), presented.password(), credential.clientAddress());
        if (outcome instanceof LoginOutcome.Passed passed) {
            users.learn(passed.user());
            checked.put(key, passed.user());
            return authenticated(passed.user());
        }
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            return AuthenticationResult.throttled(throttled.reason(), throttled.retryAfter());
        }
        if (outcome instanceof LoginOutcome.Unavailable unavailable) {
            return AuthenticationResult.unavailable(unavailable.reason(), unavailable.retryAfter());
        }
        return AuthenticationResult.rejected(((LoginOutcome.Refused) outcome).reason());
    }

    /** A verified password is valid only while the user exists, has the same hash and may log in. */
    private @Nullable User current(VerifiedPasswordCache.@Nullable Found found) throws UsersUnavailableException {
        if (found == null) {
            return null;
        }
        User user = users.find(found.name()).orElse(null);
        return user != null && !user.disabled() && users.fingerprint(user).equals(found.fingerprint()) ? user : null;
    }

    private AuthenticationResult authenticated(User user) {
        return AuthenticationResult.authenticated(LocalCaller.of(user, name, clock.instant()));
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return refusal.cause() == RefusalContext.Cause.PERMISSION_MISSING
                ? List.of()
                : List.of(Challenge.of(SCHEME).with("realm", refusal.realm()).with("charset", "UTF-8"));
    }

    @Override
    public Map<String, String> directories() {
        return Map.of(Caller.LOCAL_ISSUER, "");
    }

    @Override
    public void close() {
        directory.close();
    }

    @Override
    public Health health() {
        return directory.users().health();
    }

    @Override
    public List<Measurement> measurements() {
        return check.measurements();
    }

    private static int afterBlanks(String header, int from) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
