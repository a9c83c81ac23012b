package dev.gatehouse.jwt;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.RefusalContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Authentication by bearer tokens (RFC 6750 section 2.1) that a {@link TokenVerifier} judges. A well-formed token of an issuer that the verifier does not know, and one that is no
 * signed JWT, is {@linkplain AuthenticationResult.NotMine left to other mechanisms} that read the same header. Thread-safe.
 *
 * <p>It does not count as {@linkplain #blocking() blocking}: tokens wait for keys in one case alone, for a second, and sixteen at a time; and those that their issuer is asked about
 * have a limit of their own, which tokens that are remembered or left to others don't meet.
 */
public final class BearerMechanism implements AuthenticationMechanism<BearerCredential> {

    private final TokenJudge tokens;
    private final CredentialExtractor<BearerCredential> extractor = new BearerExtractor();

    /**
     * Makes a mechanism.
     *
     * @param verifier judges the tokens; closed together with this mechanism
     */
    public BearerMechanism(TokenVerifier verifier) {
        this((TokenJudge) verifier);
    }

    BearerMechanism(TokenJudge tokens) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<BearerCredential> extractor() {
        return extractor;
    }

    @Override
    public Authenticator<BearerCredential> authenticator() {
        return this::authenticate;
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return BearerChallenges.of(refusal);
    }

    @Override
    public Set<String> issuers() {
        return tokens.issuers();
    }

    @Override
    public Health health() {
        return tokens.health();
    }

    @Override
    public void close() {
        tokens.close();
    }

    private AuthenticationResult authenticate(BearerCredential credential) {
        Verification verification = tokens.verify(credential.header(), credential.from());
        if (verification instanceof Verification.Verified verified) {
            return AuthenticationResult.authenticated(verified.caller());
        }
        if (verification instanceof Verification.Bound) {
            return AuthenticationResult.rejected(Reasons.BOUND);
        }
        if (verification instanceof Verification.Refused refused) {
            // Whether there is another mechanism for it the host knows; should there be none, the reason is this one.
            boolean othersMayWantIt =
                    !tokens.judgesOpaqueTokens() && TokenShape.isOpaque(credential.header(), credential.from());
            return othersMayWantIt
                    ? AuthenticationResult.notMine(refused.reason())
                    : AuthenticationResult.rejected(refused.reason());
        }
        if (verification instanceof Verification.Undecided undecided) {
            return AuthenticationResult.unavailable(undecided.reason(), undecided.retryAfter());
        }
        return AuthenticationResult.notMine();
    }
}
