package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by HTTP Basic (RFC 7617) with the users, the throttle and the hashing limit of the login. It opens no session. Browsers repeat such a header by
 * themselves, so the host's cross-site guard applies to it. Thread-safe.
 */
final class BasicMechanism
        implements AuthenticationMechanism<BasicCredential>,
                CredentialExtractor<BasicCredential>,
                Authenticator<BasicCredential> {

    private static final String SCHEME = "Basic";
    private static final Duration DIRECTORY_RETRY = Duration.ofSeconds(5);
    private static final AuthenticationResult MALFORMED = AuthenticationResult.rejected(Reason.of(
            "basic.malformed",
            "not a name and a password in UTF-8 and canonical base64, or one of an impossible length"));
    private static final AuthenticationResult NO_DIRECTORY = AuthenticationResult.unavailable(
            Reason.of("login.users-unavailable", "the directory of users does not answer"), DIRECTORY_RETRY);

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

    /** A password has to wait for its turn to be hashed, whatever the directory. */
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
                            || !Character.isLetterOrDigit(header.charAt(end)) && header.charAt(end) != '-');
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
            User known = stillGood(checked.find(key));
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

    /** A password that was right counts as long as the user has it and may log in. */
    private @Nullable User stillGood(VerifiedPasswordCache.@Nullable Found found) throws UsersUnavailableException {
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
    public void close() {
        directory.close();
    }

    @Override
    public Health health() {
        return directory.users().health();
    }

    private static int afterBlanks(String header, int from) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
