package dev.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** A key in a header, with nothing wrong. A {@link PlantedBug} overrides one method of it. */
class HealthyMechanism implements AuthenticationMechanism<Credential> {

    static final String HEADER = "X-Key";
    static final String GOOD = "open-sesame-kiosk-1001";

    /** The values of the header. */
    record Key(List<String> values) implements Credential {
        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    private final MechanismContext context;

    HealthyMechanism(MechanismContext context) {
        this.context = context;
    }

    MechanismContext context() {
        return context;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.header(HEADER);
    }

    @Override
    public CredentialExtractor<Credential> extractor() {
        return this::extract;
    }

    @Override
    public Authenticator<Credential> authenticator() {
        return this::authenticate;
    }

    Optional<Credential> extract(RequestView request) {
        List<String> values = request.headers(HEADER);
        return values.isEmpty() ? Optional.empty() : Optional.of(new Key(values));
    }

    AuthenticationResult authenticate(Credential credential) {
        List<String> values = ((Key) credential).values();
        return values.size() > 1 ? AuthenticationResult.ambiguous(Reason.of("key.repeated")) : judge(values.get(0));
    }

    AuthenticationResult judge(String key) {
        return isGood(key)
                ? AuthenticationResult.authenticated(caller().build())
                : AuthenticationResult.rejected(Reason.of("key.unknown"));
    }

    boolean isGood(String key) {
        return MessageDigest.isEqual(key.getBytes(UTF_8), GOOD.getBytes(UTF_8));
    }

    Caller.Builder caller() {
        return Caller.builder("keys", "robot");
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of("Key"));
    }
}
