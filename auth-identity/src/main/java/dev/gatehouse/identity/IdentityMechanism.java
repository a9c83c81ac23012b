package dev.gatehouse.identity;

import dev.gatehouse.identity.service.CallerDetails;
import dev.gatehouse.jwt.BearerCredential;
import dev.gatehouse.jwt.BearerMechanism;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialPlace;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.RefusalContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bearer tokens whose owners the Identity service is asked about. It is {@linkplain #blocking() blocking}, but a
 * remembered token does not wait. Thread-safe.
 */
final class IdentityMechanism implements AuthenticationMechanism<BearerCredential> {

    private final BearerMechanism tokens;
    private final Authenticator<BearerCredential> verifying;
    private final CallerDetails details;

    IdentityMechanism(BearerMechanism tokens, CallerDetails details) {
        this.tokens = tokens;
        this.verifying = tokens.authenticator();
        this.details = details;
    }

    private AuthenticationResult authenticate(BearerCredential credential) {
        AuthenticationResult result = verifying.authenticate(credential);
        if (!(result instanceof AuthenticationResult.Authenticated good)) {
            return result;
        }
        TokenDigest digest = credential.digest();
        if (digest == null) {
            throw new IllegalStateException("a token was verified without being read");
        }
        return details.complete(good.caller(), good.additions(), digest, credential.header(), credential.from());
    }

    @Override
    public Authenticator<BearerCredential> authenticator() {
        return this::authenticate;
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Health health() {
        Health keys = tokens.health();
        Health service = details.health();
        if (service.state() == Health.State.UP) {
            return keys;
        }
        Health.State worst = keys.state() == Health.State.UP ? service.state() : keys.state();
        return new Health(worst, keys.detail().isEmpty() ? service.detail() : keys.detail() + "; " + service.detail());
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(tokens.measurements());
        all.addAll(details.measurements());
        return List.copyOf(all);
    }

    @Override
    public CredentialSource source() {
        return tokens.source();
    }

    @Override
    public CredentialExtractor<BearerCredential> extractor() {
        return tokens.extractor();
    }

    @Override
    public List<CredentialPlace<BearerCredential>> places() {
        return tokens.places();
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return tokens.challenges(refusal);
    }

    @Override
    public Set<String> issuers() {
        return tokens.issuers();
    }

    @Override
    public Map<String, String> directories() {
        return tokens.directories();
    }

    @Override
    public Optional<ProtectedResource> protectedResource() {
        return tokens.protectedResource();
    }

    @Override
    public void check() {
        tokens.check();
    }

    @Override
    public void start() {
        tokens.start();
    }

    @Override
    public void close() {
        tokens.close();
        details.close();
    }
}
