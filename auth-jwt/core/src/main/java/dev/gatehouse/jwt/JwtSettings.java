package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.AudienceNames;
import dev.gatehouse.jwt.claims.RequiredClaim;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.jwt.provider.TokenProvider;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of the mechanism {@code jwt} that define which tokens are accepted, and their conversion to issuer
 * policies.
 */
final class JwtSettings {

    private static final Setting<String> EXACT_ISSUER = IssuerPolicy.issuerSetting("auth.jwt.issuer", "Parses names.");
    static final Setting<String> ISSUER = Setting.of(
                    "auth.jwt.issuer",
                    EXACT_ISSUER.type(),
                    "The issuer whose tokens are accepted. It must equal the claim iss exactly. With {tenantid} as a"
                            + " segment of the path, it stands for the issuers of auth.jwt.tenants: the segment is one"
                            + " GUID and equals the claim tid. Required.",
                    text -> JwtOriginSettings.parseIssuer(text, EXACT_ISSUER::parse))
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<List<String>> AUDIENCE = AudienceNames.setting(
                    "auth.jwt.audience",
                    "The names of this API at the issuer. The claim aud, or another one of"
                            + " auth.jwt.audience-claims, must contain one of them. Required.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<TokenProvider> PROVIDER = Setting.choice(
                    "auth.jwt.provider",
                    "The provider of the issuer's tokens: a preset of other settings, which docs/providers.md lists and"
                            + " the start logs. A setting that you set yourself counts in place of the preset's value."
                            + " generic: no preset. rfc9068: requires typ at+jwt and the claims iat, jti and client_id"
                            + " (RFC 9068 section 4). google, kubernetes and github-actions require auth.jwt.owner,"
                            + " and entra requires auth.jwt.tenants unless auth.jwt.issuer names one tenant."
                            + " camunda-cloud: only the first entry of aud counts, and the claim"
                            + " auth.jwt.cluster-id-claim must equal auth.jwt.cluster-id.",
                    TokenProvider.class)
            .defaultsTo("generic")
            .choosing(TokenProvider::preset)
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<String> CLUSTER_ID = Setting.string(
                    "auth.jwt.cluster-id",
                    "The cluster that tokens must be issued for. Required with"
                            + " auth.jwt.provider=camunda-cloud, and allowed only there.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<String> CLUSTER_ID_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.cluster-id-claim",
                    "The claim with the cluster, for auth.jwt.provider=camunda-cloud. Set it to scope for"
                            + " tokens of the older format.")
            .defaultsTo("https://camunda.com/clusterId")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.anySetting(
                    "auth.jwt.algorithms",
                    "The accepted signature algorithms. HS256, HS384 and HS512 require auth.jwt.secret and"
                            + " cannot be combined with other algorithms.")
            .defaultsTo("RS256, PS256, ES256")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<List<String>> TYPES = Setting.list(
                    "auth.jwt.types",
                    "The accepted values of the header parameter typ, case-insensitive and without"
                            + " application/. absent accepts tokens without typ. With auth.jwt.provider=rfc9068,"
                            + " only at+jwt is accepted.")
            .defaultsTo("absent, JWT, at+jwt")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<List<RequiredClaim>> REQUIRED_CLAIMS = Setting.of(
                    "auth.jwt.required-claims",
                    "list of name or name=value",
                    "Claims that tokens must have in addition to exp, sub and aud, such as"
                            + " email_verified=true. Without a value, any non-empty value is accepted. With a"
                            + " value, the claim must equal it or be a list that contains it.",
                    RequiredClaim::parseList)
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<List<RequiredClaim>> TOKEN_KIND_CLAIMS = Setting.of(
                    "auth.jwt.token-kind-claims",
                    "list of name or name=value",
                    "Claims that access tokens of the issuer have and its other tokens lack, such as token_use=access."
                            + " They are required like auth.jwt.required-claims. Default: none.",
                    RequiredClaim::parseList)
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.jwt.clock-skew",
                    "The accepted difference between the issuer's clock and the local clock.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Duration> MAX_LIFETIME = Setting.duration(
                    "auth.jwt.max-lifetime",
                    "The maximum time from iat to exp. Default: no limit.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(366))
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Duration> MAX_AGE = Setting.duration(
                    "auth.jwt.max-age",
                    "The maximum age of a token since iat, even if exp is later. Default: no limit.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(366))
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Boolean> ID_TOKENS = Setting.flag(
                    "auth.jwt.id-tokens",
                    "Whether ID tokens of the issuer are accepted as well, if all their audiences are in"
                            + " auth.jwt.audience. An ID token proves that a person logged in to a client, and"
                            + " grants nothing by itself, so turn this on only for issuers that have no access tokens"
                            + " for APIs.")
            .defaultsTo("off")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<List<RequiredClaim>> OWNER = Setting.of(
                    "auth.jwt.owner",
                    "list of claim=value",
                    "The owners whose tokens are accepted, such as repository_owner_id=1234, hd=example.com, or"
                            + " kubernetes.io.namespace=jobs. The token must have exactly one of the values."
                            + " Required where the holders of tokens choose the audience themselves, as at GitHub"
                            + " Actions, Google and Kubernetes. Default: none.",
                    JwtSettings::parseOwners)
            .perInstance(JwtOriginSettings.GROUP);
    private static final TokenClaimSettings TOKEN_CLAIMS =
            new TokenClaimSettings("auth.jwt.", JwtOriginSettings.GROUP, "sub");
    private static final ClaimSettings CLAIMS = new ClaimSettings("auth.jwt.", JwtOriginSettings.GROUP);

    private static final List<Setting<?>> TOKENS = List.of(
            ISSUER,
            AUDIENCE,
            PROVIDER,
            CLUSTER_ID,
            CLUSTER_ID_CLAIM,
            ALGORITHMS,
            TYPES,
            REQUIRED_CLAIMS,
            TOKEN_KIND_CLAIMS,
            CLOCK_SKEW,
            MAX_LIFETIME,
            MAX_AGE,
            ID_TOKENS,
            OWNER);

    private JwtSettings() {}

    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(TOKENS);
        all.addAll(TOKEN_CLAIMS.all());
        all.addAll(JwtOriginSettings.ALL);
        all.addAll(JwtKeySettings.ALL);
        all.addAll(CLAIMS.all());
        return all;
    }

    /** Returns the policy of one issuer, from the settings of its alias. */
    static IssuerPolicy policy(Settings settings) {
        TokenProvider provider = settings.get(PROVIDER);
        String issuer = settings.find(ISSUER).orElseThrow(() -> noIssuer(settings, provider));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name of this API at the issuer, such as tasklist-api. Without it,"
                                + " tokens for other APIs would be accepted"));
        TokenOrigin origin = JwtOriginSettings.origin(settings, issuer);
        Set<SigningAlgorithm> algorithms = !settings.isSet(ALGORITHMS) && origin.ofLoadBalancer()
                ? Set.of(SigningAlgorithm.ES256)
                : settings.get(ALGORITHMS);
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(algorithms)
                .types(Set.copyOf(settings.get(TYPES)))
                .clockSkew(settings.get(CLOCK_SKEW))
                .origin(origin)
                .mapping(CLAIMS.mapping(settings, audience));
        settings.find(REQUIRED_CLAIMS).ifPresent(policy::requiredClaims);
        settings.find(TOKEN_KIND_CLAIMS).ifPresent(policy::requiredClaims);
        settings.find(MAX_LIFETIME).ifPresent(policy::maxLifetime);
        settings.find(MAX_AGE).ifPresent(policy::maxAge);
        applyProvider(settings, provider, policy);
        TOKEN_CLAIMS.apply(settings, policy);
        applyOwners(settings, provider, policy);
        JwtKeySettings.apply(settings, issuer, origin, algorithms, policy);
        return policy.build();
    }

    private static SettingException noIssuer(Settings settings, TokenProvider provider) {
        String form = provider.issuerForm();
        return settings.refuse(
                ISSUER,
                "is missing; set it to the claim iss of the tokens to accept" + (form.isEmpty() ? "" : ": " + form));
    }

    private static void applyOwners(Settings settings, TokenProvider provider, IssuerPolicy.Builder policy) {
        if (!provider.ownerClaims().isEmpty()) {
            policy.audienceChosenByCallers(provider.ownerClaims());
        }
        if (settings.get(ID_TOKENS)) {
            policy.idTokens();
        }
        for (RequiredClaim owner : settings.find(OWNER).orElse(List.of())) {
            policy.owner(owner.path().toString(), Set.of(Objects.requireNonNull(owner.value())));
        }
        String problem = policy.ownerProblem();
        if (problem != null) {
            throw settings.refuse(OWNER, problem);
        }
    }

    private static List<RequiredClaim> parseOwners(String text) {
        List<RequiredClaim> owners = RequiredClaim.parseList(text);
        if (owners.stream().anyMatch(owner -> owner.value() == null)) {
            throw new IllegalArgumentException(
                    "expected a comma-separated list of claims with values, such as repository_owner_id=1234");
        }
        return owners;
    }

    private static void applyProvider(Settings settings, TokenProvider provider, IssuerPolicy.Builder policy) {
        if (provider == TokenProvider.RFC9068) {
            if (settings.isSet(TYPES)) {
                throw settings.refuse(
                        TYPES,
                        "cannot be combined with auth.jwt.provider=rfc9068, which accepts only at+jwt;"
                                + " remove one of the two settings");
            }
            policy.accessTokensOfRfc9068();
        }
        if (provider == TokenProvider.CAMUNDA_CLOUD) {
            String cluster = settings.find(CLUSTER_ID)
                    .orElseThrow(() -> settings.refuse(
                            CLUSTER_ID,
                            "is missing; auth.jwt.provider=camunda-cloud requires it. Without it,"
                                    + " tokens for other clusters would be accepted"));
            policy.firstAudienceOnly().requiredClaim(settings.get(CLUSTER_ID_CLAIM), cluster);
        } else if (settings.isSet(CLUSTER_ID)) {
            throw settings.refuse(
                    CLUSTER_ID,
                    "is allowed only with auth.jwt.provider=camunda-cloud; remove it" + " or set the provider");
        }
    }
}
