package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The settings of the mechanism {@code jwt} that say which tokens are accepted, and how all of them become policies. */
final class JwtSettings {

    static final String GROUP = "auth.jwt.issuers";

    private static final String CLOUD_AUDIENCE = "tasklist.camunda.io";

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
                    "auth.jwt.issuer", "The issuer whose tokens are accepted, exactly as their claim iss spells it.")
            .perInstance(GROUP);
    static final Setting<List<String>> AUDIENCE = Setting.list(
                    "auth.jwt.audience",
                    "The names by which the issuer knows this API; one of them must be in a token's claim aud. Required, except that auth.jwt.profile camunda-cloud stands for tasklist.camunda.io.")
            .perInstance(GROUP);
    static final Setting<TokenProfile> PROFILE = Setting.choice(
                    "auth.jwt.profile",
                    "A preset for the issuer's tokens: generic; rfc9068, which demands typ at+jwt and the claims iat, jti and client_id (RFC 9068 section 4); or camunda-cloud, where the first entry of aud alone counts, the claim auth.jwt.cluster-id-claim must be auth.jwt.cluster-id, RS256 is the only algorithm unless auth.jwt.algorithms says otherwise, every caller is a client and may WRITE.",
                    TokenProfile.class)
            .defaultsTo("generic")
            .perInstance(GROUP);
    static final Setting<String> CLUSTER_ID = Setting.string(
                    "auth.jwt.cluster-id",
                    "The cluster that tokens must be for, where auth.jwt.profile is camunda-cloud.")
            .perInstance(GROUP);
    static final Setting<String> CLUSTER_ID_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.cluster-id-claim",
                    "The claim that names the cluster, where auth.jwt.profile is camunda-cloud; scope for tokens from before the claim had a name of its own.")
            .defaultsTo("https://camunda.com/clusterId")
            .perInstance(GROUP);
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.anySetting(
                    "auth.jwt.algorithms",
                    "The algorithms that tokens may be signed with. Those of shared secrets (HS256, HS384, HS512) can't be mixed with others and need auth.jwt.secret.")
            .defaultsTo("RS256, PS256, ES256")
            .perInstance(GROUP);
    static final Setting<List<String>> TYPES = Setting.list(
                    "auth.jwt.types",
                    "The values that a token's header typ may have, without regard to case and to application/; absent stands for none. Only at+jwt where auth.jwt.profile is rfc9068.")
            .defaultsTo("absent, JWT, at+jwt")
            .perInstance(GROUP);
    static final Setting<List<RequiredClaim>> REQUIRED_CLAIMS = Setting.of(
                    "auth.jwt.required-claims",
                    "list of name or name=value",
                    "Claims that tokens must have besides exp, sub and aud, such as email_verified=true: any that is not empty, or this value alone or in a list.",
                    RequiredClaim::parseList)
            .perInstance(GROUP);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.jwt.clock-skew",
                    "How much the issuer's clock may differ from ours.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s")
            .perInstance(GROUP);
    static final Setting<Duration> MAX_LIFETIME = Setting.duration(
                    "auth.jwt.max-lifetime",
                    "The longest time from iat to exp that a token may have been issued for; without it any is good.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(366))
            .perInstance(GROUP);
    static final Setting<Duration> MAX_AGE = Setting.duration(
                    "auth.jwt.max-age",
                    "How long ago a token may have been issued (iat), whatever its exp says; without it exp alone counts.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(366))
            .perInstance(GROUP);
    private static final ClaimSettings CLAIMS = new ClaimSettings("auth.jwt.", GROUP);

    private static final List<Setting<?>> TOKENS = List.of(
            ISSUER,
            AUDIENCE,
            PROFILE,
            CLUSTER_ID,
            CLUSTER_ID_CLAIM,
            ALGORITHMS,
            TYPES,
            REQUIRED_CLAIMS,
            CLOCK_SKEW,
            MAX_LIFETIME,
            MAX_AGE);

    private JwtSettings() {}

    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(TOKENS);
        all.addAll(JwtKeySettings.ALL);
        all.addAll(CLAIMS.all());
        return all;
    }

    /** Returns the policy of one issuer, out of the settings of its alias. */
    static IssuerPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(
                        ISSUER, "is missing; set it to the claim iss of the tokens that are to be accepted"));
        TokenProfile profile = settings.get(PROFILE);
        List<String> audience = settings.find(AUDIENCE).orElseGet(() -> presetAudience(settings, profile));
        Set<SigningAlgorithm> algorithms = profile == TokenProfile.CAMUNDA_CLOUD
                        && !settings.isSet(ALGORITHMS)
                        && !settings.isSet(JwtKeySettings.SECRET)
                ? Set.of(SigningAlgorithm.RS256)
                : settings.get(ALGORITHMS);
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(algorithms)
                .types(Set.copyOf(settings.get(TYPES)))
                .clockSkew(settings.get(CLOCK_SKEW))
                .mapping(CLAIMS.mapping(settings, profile, audience));
        settings.find(REQUIRED_CLAIMS).ifPresent(policy::requiredClaims);
        settings.find(MAX_LIFETIME).ifPresent(policy::maxLifetime);
        settings.find(MAX_AGE).ifPresent(policy::maxAge);
        applyProfile(settings, profile, policy);
        JwtKeySettings.apply(settings, issuer, algorithms, policy);
        return policy.build();
    }

    private static List<String> presetAudience(Settings settings, TokenProfile profile) {
        if (profile == TokenProfile.CAMUNDA_CLOUD) {
            return List.of(CLOUD_AUDIENCE);
        }
        throw settings.refuse(
                AUDIENCE,
                "is missing; set it to the name by which the issuer knows this API, such as tasklist-api, since "
                        + "tokens for other APIs would be good here without it");
    }

    private static void applyProfile(Settings settings, TokenProfile profile, IssuerPolicy.Builder policy) {
        if (profile == TokenProfile.RFC9068) {
            if (settings.isSet(TYPES)) {
                throw settings.refuse(
                        TYPES, "auth.jwt.profile rfc9068 leaves no choice of types; remove one of the two");
            }
            policy.accessTokensOfRfc9068();
        }
        if (profile == TokenProfile.CAMUNDA_CLOUD) {
            String cluster = settings.find(CLUSTER_ID)
                    .orElseThrow(
                            () -> settings.refuse(
                                    CLUSTER_ID,
                                    "is missing; auth.jwt.profile camunda-cloud needs it, since tokens for other clusters would be good here without it"));
            policy.firstAudienceOnly().requiredClaim(settings.get(CLUSTER_ID_CLAIM), cluster);
        } else if (settings.isSet(CLUSTER_ID)) {
            throw settings.refuse(CLUSTER_ID, "has a meaning with auth.jwt.profile camunda-cloud alone");
        }
    }
}
