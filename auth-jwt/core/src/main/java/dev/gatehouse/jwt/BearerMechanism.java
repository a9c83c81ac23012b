package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.DpopMode;
import dev.gatehouse.jwt.dpop.DpopRules;
import dev.gatehouse.jwt.dpop.DpopSettings;
import dev.gatehouse.jwt.dpop.ProofOfPossession;
import dev.gatehouse.jwt.keys.KeyLifetimes;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialPlace;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authentication by access tokens: bearer tokens (RFC 6750 section 2.1), and tokens that are bound to a key or
 * certificate, with the {@link ProofOfPossession} that they require. A well-formed token of an issuer that is not
 * configured here, and an opaque token, are {@linkplain AuthenticationResult.NotMine left to other mechanisms} that
 * read the same header. Thread-safe.
 *
 * <p>It is not {@linkplain #blocking() blocking}: a token waits for keys only if its key is unknown, one second at most
 * and sixteen requests at a time; introspection has limits of its own, which remembered tokens do not count against.
 *
 * @since 0.1
 */
@Stable
public final class BearerMechanism implements AuthenticationMechanism<BearerCredential> {

    private final BearerTokens tokens;
    private final AccessTokenVerifier verifier;
    private final ProofOfPossession possession;
    private final Runnable checking;
    private final Runnable starting;
    private final List<CredentialPlace<BearerCredential>> places;
    private final Map<String, String> directories;

    /**
     * Creates a mechanism that refuses tokens which are bound to a key.
     *
     * @param verifier verifies the tokens; closed together with this mechanism
     */
    public BearerMechanism(TokenVerifier verifier) {
        this(verifier, ProofOfPossession.withoutDpop());
    }

    /**
     * Creates a mechanism that shares nothing with others.
     *
     * @param verifier verifies the tokens; closed together with this mechanism
     * @param possession verifies the proofs of tokens that are bound to a key or certificate
     */
    public BearerMechanism(TokenVerifier verifier, ProofOfPossession possession) {
        this(
                verifier.tokens(),
                verifier,
                possession,
                TokenOrigin.authorization().places(),
                Map.of(),
                () -> {},
                () -> {});
    }

    private BearerMechanism(
            BearerTokens tokens,
            AccessTokenVerifier verifier,
            ProofOfPossession possession,
            List<CredentialSource> sources,
            Map<String, String> directories,
            Runnable checking,
            Runnable starting) {
        this.tokens = tokens;
        this.directories = Map.copyOf(directories);
        this.verifier = verifier;
        this.possession = Objects.requireNonNull(possession, "possession");
        this.checking = checking;
        this.starting = starting;
        List<CredentialPlace<BearerCredential>> all = new ArrayList<>();
        sources.forEach(source -> all.add(new CredentialPlace<>(source, tokens.extractor(source))));
        this.places = List.copyOf(all);
    }

    /**
     * Creates a mechanism for issuers whose keys are known, as {@code jwt} and {@code identity} are. It shares the
     * cache of verified tokens, the revocations and the store of DPoP proofs with all mechanisms of its configuration
     * that are created in this way. Its factory declares {@link BearerSettings#all()}.
     *
     * @param context the mechanism's context
     * @param policies the issuers; at least one
     * @param dpop the mechanism's settings for DPoP
     * @param revocations a list of revoked tokens besides the file; {@code null} for none
     * @throws IllegalArgumentException if another mechanism or policy has one of the issuers, or if a key file cannot
     *     be used
     * @throws dev.gatehouse.spi.settings.SettingException if a setting for DPoP cannot be used
     */
    public static BearerMechanism create(
            MechanismContext context,
            List<IssuerPolicy> policies,
            DpopSettings dpop,
            @Nullable TokenRevocations revocations) {
        return create(context, policies, dpop, revocations, KeyLifetimes.PATIENCE);
    }

    static BearerMechanism create(
            MechanismContext context,
            List<IssuerPolicy> policies,
            DpopSettings dpop,
            @Nullable TokenRevocations revocations,
            Duration patience) {
        ProofOfPossession possession = dpop.start(context);
        BearerContext bearer = BearerContext.of(context);
        TokenVerifier verifier = VerifierAssembly.join(bearer, context, policies, revocations, patience);
        return of(context, bearer, verifier, possession, policies, verifier::start);
    }

    /** Returns the issuers whose tokens browsers and proxies send by themselves, so that people use pages with them. */
    private static Map<String, String> directories(List<IssuerPolicy> policies) {
        Map<String, String> directories = new HashMap<>();
        for (IssuerPolicy policy : policies) {
            boolean ambient = policy.places().stream().anyMatch(place -> !place.explicit());
            if (ambient && policy.mapping().hasPersons()) {
                directories.put(policy.issuer(), policy.mapping().namePrefix());
            }
        }
        return directories;
    }

    /**
     * Internal to this module. Returns a mechanism that uses what the mechanisms of the configuration share.
     *
     * @param policies the issuers, which say what parts of a request tokens may stand in
     */
    public static BearerMechanism of(
            MechanismContext context,
            BearerContext bearer,
            AccessTokenVerifier verifier,
            ProofOfPossession possession,
            List<IssuerPolicy> policies,
            Runnable starting) {
        Set<CredentialSource> places = new LinkedHashSet<>();
        policies.forEach(policy -> places.addAll(policy.places()));
        Map<String, String> people = directories(policies);
        Runnable checking = () -> {
            try {
                bearer.check();
            } catch (IllegalArgumentException unusable) {
                throw context.settings().refuse(BearerSettings.REVOCATIONS_FILE, String.valueOf(unusable.getMessage()));
            }
        };
        return new BearerMechanism(bearer.tokens(), verifier, possession, List.copyOf(places), people, checking, () -> {
            checking.run();
            bearer.start();
            starting.run();
        });
    }

    @Override
    public CredentialSource source() {
        return places.get(0).source();
    }

    @Override
    public CredentialExtractor<BearerCredential> extractor() {
        return places.get(0).extractor();
    }

    @Override
    public List<CredentialPlace<BearerCredential>> places() {
        return places;
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
        return verifier.issuers();
    }

    @Override
    public Map<String, String> directories() {
        return directories;
    }

    @Override
    public Optional<ProtectedResource> protectedResource() {
        DpopRules dpop = possession.rules();
        Set<String> algorithms = new HashSet<>();
        dpop.algorithms().forEach(algorithm -> algorithms.add(DpopRules.nameOf(algorithm)));
        return Optional.of(new ProtectedResource(
                verifier.authorizationServers(), Set.of(), algorithms, dpop.mode() == DpopMode.REQUIRED, true));
    }

    @Override
    public void check() {
        checking.run();
    }

    @Override
    public void start() {
        starting.run();
    }

    @Override
    public Health health() {
        return possession.health(verifier.health());
    }

    @Override
    public List<Measurement> measurements() {
        return verifier.measurements();
    }

    @Override
    public void close() {
        verifier.close();
    }

    private AuthenticationResult authenticate(BearerCredential credential) {
        List<BearerCredential> alternatives = credential.place().alternatives();
        return alternatives == null
                ? authenticateOne(credential)
                : SeveralTokens.decide(alternatives, this::authenticateOne);
    }

    private AuthenticationResult authenticateOne(BearerCredential credential) {
        TokenReading reading = tokens.look(credential);
        Verification verification = verifier.verify(reading, credential);
        if (verification instanceof Verification.Verified verified) {
            return possession.unbound(credential.proof(), verified.caller());
        }
        if (verification instanceof Verification.Bound bound) {
            return possession.bound(credential.proof(), credential, bound.caller(), bound.confirmation());
        }
        if (verification instanceof Verification.Refused refused) {
            // Another mechanism may accept an opaque token. If none does, the host refuses the request with
            // this reason.
            return isLeftToOthers(reading)
                    ? AuthenticationResult.notMine(refused.reason())
                    : AuthenticationResult.rejected(tokens.refused(refused.reason()));
        }
        if (verification instanceof Verification.Undecided undecided) {
            return AuthenticationResult.unavailable(undecided.reason(), undecided.retryAfter());
        }
        return reading instanceof TokenReading.Foreign foreign
                ? AuthenticationResult.notMine(tokens.unclaimed(foreign))
                : AuthenticationResult.notMine();
    }

    private boolean isLeftToOthers(TokenReading reading) {
        return reading instanceof TokenReading.Introspectable token
                && token.opaque()
                && !verifier.verifiesOpaqueTokens();
    }
}
