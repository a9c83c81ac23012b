package dev.gatehouse.jwt;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.RefusalContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Authentication by access tokens that a {@link TokenVerifier} judges: bearer tokens (RFC 6750 section 2.1), and tokens that are bound to a key or certificate, with the
 * {@link ProofOfPossession} that they demand. A well-formed token of an issuer that the verifier does not know, and one that is no signed JWT, is
 * {@linkplain AuthenticationResult.NotMine left to other mechanisms} that read the same header. Thread-safe.
 *
 * <p>It does not count as {@linkplain #blocking() blocking}: tokens wait for keys in one case alone, for a second, and sixteen at a time; and those that their issuer is asked about
 * have a limit of their own, which tokens that are remembered or left to others don't meet.
 */
public final class BearerMechanism implements AuthenticationMechanism<BearerCredential> {

    private final TokenJudge tokens;
    private final ProofOfPossession possession;
    private final CredentialExtractor<BearerCredential> extractor = new BearerExtractor();

    /**
     * Makes a mechanism that refuses tokens which are bound to a key.
     *
     * @param verifier judges the tokens; closed together with this mechanism
     */
    public BearerMechanism(TokenVerifier verifier) {
        this(verifier, ProofOfPossession.withoutDpop());
    }

    /**
     * Makes a mechanism.
     *
     * @param verifier judges the tokens; closed together with this mechanism
     * @param possession judges the proofs that tokens demand
     */
    public BearerMechanism(TokenVerifier verifier, ProofOfPossession possession) {
        this((TokenJudge) verifier, possession);
    }

    BearerMechanism(TokenJudge tokens) {
        this(tokens, ProofOfPossession.withoutDpop());
    }

    BearerMechanism(TokenJudge tokens, ProofOfPossession possession) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.possession = Objects.requireNonNull(possession, "possession");
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
        return BearerChallenges.of(refusal, possession.rules());
    }

    @Override
    public Set<String> issuers() {
        return tokens.issuers();
    }

    @Override
    public Optional<ProtectedResource> protectedResource() {
        DpopRules dpop = possession.rules();
        Set<String> algorithms = new HashSet<>();
        dpop.algorithms().forEach(algorithm -> algorithms.add(DpopRules.nameOf(algorithm)));
        return Optional.of(
                new ProtectedResource(issuers(), Set.of(), algorithms, dpop.mode() == DpopMode.REQUIRED, true));
    }

    @Override
    public Health health() {
        return possession.health(tokens.health());
    }

    @Override
    public void close() {
        tokens.close();
    }

    private AuthenticationResult authenticate(BearerCredential credential) {
        Verification verification = tokens.verify(credential.header(), credential.from());
        if (verification instanceof Verification.Verified verified) {
            return possession.unbound(credential, verified.caller());
        }
        if (verification instanceof Verification.Bound bound) {
            return possession.bound(credential, bound.caller(), bound.confirmation());
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
