package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.AudienceClaims;
import dev.gatehouse.jwt.claims.AudienceNames;
import dev.gatehouse.jwt.claims.ClaimPath;
import dev.gatehouse.jwt.claims.RequiredClaim;
import dev.gatehouse.jwt.claims.SubjectClaims;
import dev.gatehouse.jwt.claims.TokenClaims;
import dev.gatehouse.jwt.claims.TokenKind;
import dev.gatehouse.jwt.jose.IssuerName;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLifetimes;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyRequirements;
import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the tokens of one issuer. An audience is mandatory, and {@code exp} is always required. Immutable and
 * thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class IssuerPolicy {

    /** The maximum clock skew. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** Stands for an absent {@code typ} among the {@linkplain Builder#types types}. */
    static final String ABSENT_TYPE = "absent";

    private final String issuer;
    private final Set<String> audiences;
    private final Set<SigningAlgorithm> algorithms;
    private final Set<String> types;
    private final Duration clockSkew;
    private final @Nullable Duration maxLifetime;
    private final @Nullable Duration maxAge;
    private final boolean firstAudienceOnly;
    private final List<RequiredClaim> requiredClaims;
    private final TokenClaims tokenClaims;
    private final KeyLocation keys;
    private final ProviderAccess access;
    private final boolean plainHttp;
    private final KeyLifetimes keyTimes;
    private final ClaimMapping mapping;
    private final TokenOrigin origin;

    private IssuerPolicy(Builder builder) {
        this.issuer = builder.issuer;
        this.audiences = Set.copyOf(builder.audiences);
        this.algorithms = Collections.unmodifiableSet(EnumSet.copyOf(builder.algorithms));
        this.types = Set.copyOf(builder.types);
        this.clockSkew = builder.clockSkew;
        this.maxLifetime = builder.maxLifetime;
        this.maxAge = builder.maxAge;
        this.firstAudienceOnly = builder.firstAudienceOnly;
        this.requiredClaims = List.copyOf(builder.requiredClaims);
        this.tokenClaims = builder.tokenClaims;
        this.keys = builder.keys;
        this.access = builder.access;
        this.plainHttp = builder.plainHttp;
        this.keyTimes = new KeyLifetimes(builder.keyLife, builder.keyMaxStale);
        this.mapping = builder.mapping;
        this.origin = builder.origin;
    }

    /**
     * Returns a builder with the defaults: RS256, PS256 and ES256; types JWT, at+jwt and absent; one minute of clock
     * skew; keys by discovery.
     *
     * @param issuer the exact value of {@code iss}, a URL if keys are discovered; or a URL with {@code {tenantid}} as a
     *     segment of its path, with {@link TokenOrigin#tenants}
     * @param audiences the names of this API at the issuer; at least one. The claim {@code aud}, or another one of the
     *     {@linkplain Builder#audienceClaims audience claims}, must contain one of them
     * @throws IllegalArgumentException if the issuer is blank or {@code local}, or there is no audience
     */
    public static Builder builder(String issuer, Set<String> audiences) {
        return new Builder(issuer, audiences);
    }

    /**
     * Declares a setting for an issuer: a URL, or any string if its keys are not discovered; kept exactly as written.
     *
     * @param key its key
     * @param description a sentence for the documentation
     */
    public static Setting<String> issuerSetting(String key, String description) {
        return Setting.of(key, "URL or string", description, text -> IssuerName.parse(notReserved(text)));
    }

    private static String notReserved(String issuer) {
        if (issuer.strip().equalsIgnoreCase(Caller.LOCAL_ISSUER)) {
            throw new IllegalArgumentException("expected another issuer than " + Caller.LOCAL_ISSUER
                    + ", which is reserved for the users of this application");
        }
        return issuer;
    }

    public String issuer() {
        return issuer;
    }

    public Set<String> audiences() {
        return audiences;
    }

    /**
     * Returns a policy with the same issuer, audiences, algorithms, clock skew and keys that accepts logout tokens
     * (OpenID Connect Back-Channel Logout 1.0) and nothing else. All audiences of a token must be configured. The
     * subject is {@code sub}; or, in a token without it, {@code sid} behind {@code sid:}. {@code typ} may be
     * {@code logout+jwt}, {@code JWT} or absent.
     */
    public IssuerPolicy forLogoutTokens() {
        Builder policy = new Builder(issuer, audiences)
                .algorithms(algorithms)
                .types(Set.of(ABSENT_TYPE, "jwt", "logout+jwt"))
                .clockSkew(clockSkew)
                .keys(keys)
                .keyLife(keyTimes.life(), keyTimes.maxStale())
                .access(access)
                .origin(origin);
        policy.tokenClaims = TokenClaims.DEFAULT.withLogoutTokens();
        policy.plainHttp = plainHttp;
        // It was checked when this policy was built.
        policy.guessableSecret = true;
        return policy.build();
    }

    Set<SigningAlgorithm> algorithms() {
        return algorithms;
    }

    Set<String> types() {
        return types;
    }

    Duration clockSkew() {
        return clockSkew;
    }

    @Nullable
    Duration maxLifetime() {
        return maxLifetime;
    }

    @Nullable
    Duration maxAge() {
        return maxAge;
    }

    boolean firstAudienceOnly() {
        return firstAudienceOnly;
    }

    List<RequiredClaim> requiredClaims() {
        return requiredClaims;
    }

    TokenClaims tokenClaims() {
        return tokenClaims;
    }

    KeyLocation keys() {
        return keys;
    }

    ProviderAccess access() {
        return access;
    }

    boolean plainHttp() {
        return plainHttp;
    }

    KeyLifetimes keyTimes() {
        return keyTimes;
    }

    public ClaimMapping mapping() {
        return mapping;
    }

    TokenOrigin origin() {
        return origin;
    }

    /** Returns the parts of a request that tokens of the issuer may stand in. */
    public List<CredentialSource> places() {
        return origin.places();
    }

    /** Builds a policy. Not thread-safe. */
    public static final class Builder {

        private final String issuer;
        private final Set<String> audiences;
        private Set<SigningAlgorithm> algorithms =
                EnumSet.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256, SigningAlgorithm.ES256);
        private Set<String> types = new HashSet<>(Set.of(ABSENT_TYPE, "jwt", "at+jwt"));
        private Duration clockSkew = Duration.ofSeconds(60);
        private @Nullable Duration maxLifetime;
        private @Nullable Duration maxAge;
        private boolean firstAudienceOnly;
        private final Set<RequiredClaim> requiredClaims = new LinkedHashSet<>();
        private TokenClaims tokenClaims = TokenClaims.DEFAULT;
        private KeyLocation keys;
        private ProviderAccess access = ProviderAccess.DEFAULT;
        private boolean plainHttp;
        private boolean guessableSecret;
        private Duration keyLife = Duration.ofMinutes(5);
        private Duration keyMaxStale = Duration.ofHours(24);
        private ClaimMapping mapping = ClaimMapping.builder().build();
        private TokenOrigin origin = TokenOrigin.authorization();

        private Builder(String issuer, Set<String> audiences) {
            if (TenantTemplate.isTemplate(issuer)) {
                TenantTemplate.parse(issuer);
            } else {
                IssuerName.parse(issuer);
            }
            if (audiences.isEmpty() || audiences.contains("")) {
                throw new IllegalArgumentException(
                        "expected an audience that is not empty; without one, tokens for other APIs would be accepted");
            }
            AudienceNames.requireExact(audiences);
            this.issuer = notReserved(issuer);
            this.audiences = Set.copyOf(audiences);
            this.keys = new KeyLocation.Discovery(issuer, null);
        }

        /** Sets the accepted signature algorithms; at least one. A token or metadata cannot add to them. */
        public Builder algorithms(Set<SigningAlgorithm> allowed) {
            this.algorithms = EnumSet.copyOf(allowed);
            return this;
        }

        /** Sets the accepted values of {@code typ}, without {@code application/}; {@code absent}: no typ. */
        public Builder types(Set<String> allowed) {
            Set<String> normalised = new LinkedHashSet<>();
            for (String type : allowed) {
                normalised.add(Objects.requireNonNull(JoseHeader.normalised(type)));
            }
            this.types = normalised;
            return this;
        }

        /**
         * Sets the accepted difference between the issuer's clock and the local clock.
         *
         * @throws IllegalArgumentException if it is negative or more than {@link #MAX_CLOCK_SKEW}
         */
        public Builder clockSkew(Duration skew) {
            if (skew.isNegative() || skew.compareTo(MAX_CLOCK_SKEW) > 0) {
                throw new IllegalArgumentException("expected a clock skew between 0 and " + MAX_CLOCK_SKEW);
            }
            this.clockSkew = skew;
            return this;
        }

        /** Sets the maximum time from {@code iat} to {@code exp}. Tokens without {@code iat} are then refused. */
        public Builder maxLifetime(Duration longest) {
            this.maxLifetime = Objects.requireNonNull(longest, "longest");
            return this;
        }

        /** Sets the maximum age since {@code iat}, even if {@code exp} is later. {@code iat} is then required. */
        public Builder maxAge(Duration oldest) {
            this.maxAge = Objects.requireNonNull(oldest, "oldest");
            return this;
        }

        /** Makes only the first entry of {@code aud} count, as Camunda's cloud requires. */
        public Builder firstAudienceOnly() {
            this.firstAudienceOnly = true;
            return this;
        }

        /**
         * Requires a claim in addition to {@code exp}, {@code sub} and {@code aud}.
         *
         * @param path the name of the claim, or names joined by dots
         * @param value the value that it must equal or contain; {@code null} to accept any non-empty value
         */
        public Builder requiredClaim(String path, @Nullable String value) {
            requiredClaims.add(new RequiredClaim(new ClaimPath(path), value, false));
            return this;
        }

        /** Applies RFC 9068 section 4: also requires typ at+jwt and the claims iat, jti and client_id. */
        public Builder accessTokensOfRfc9068() {
            types(Set.of(TokenKind.ACCESS_TOKEN));
            requiredClaim("iat", null);
            requiredClaims.add(new RequiredClaim(new ClaimPath("jti"), null, true));
            requiredClaims.add(new RequiredClaim(new ClaimPath("client_id"), null, true));
            return this;
        }

        Builder requiredClaims(List<RequiredClaim> added) {
            requiredClaims.addAll(added);
            return this;
        }

        /**
         * Sets the claims that may name the audience. The first one with a value decides alone, and {@code aud} must
         * name this API wherever it has a value. Default: {@code aud}.
         *
         * @throws IllegalArgumentException if the list is empty or has a claim that does not name an API, such as
         *     {@code azp}
         */
        public Builder audienceClaims(List<String> paths) {
            tokenClaims = tokenClaims.withAudience(AudienceClaims.of(paths));
            return this;
        }

        /**
         * Sets the claims that may identify the caller. The first one with a value decides alone. A subject from
         * another claim than {@code sub} starts with the name of the claim and a colon. Default: {@code sub}.
         *
         * @throws IllegalArgumentException if the list is empty or has a claim that does not identify a caller
         */
        public Builder subjectClaims(List<String> paths) {
            tokenClaims = tokenClaims.withSubject(SubjectClaims.of(paths));
            return this;
        }

        /**
         * Names the claims that only access tokens of the issuer have: {@code scp}, {@code scope} or both. A token with
         * such a claim that is not empty may have a {@code nonce}. Default: none.
         *
         * @throws IllegalArgumentException if there is another claim
         */
        public Builder accessTokenClaims(Set<String> names) {
            tokenClaims = tokenClaims.withScopes(TokenKind.scopes(names));
            return this;
        }

        /**
         * Accepts ID tokens of the issuer (OpenID Connect Core section 2) besides access tokens. All their audiences
         * must be configured. Where the holders of tokens choose the audience themselves, as at GitHub Actions, Google
         * and Kubernetes, an {@linkplain #owner owner} is required.
         */
        public Builder idTokens() {
            tokenClaims = tokenClaims.withIdTokens();
            return this;
        }

        /**
         * States that the holders of the issuer's tokens choose the audience themselves. {@link #build()} then demands
         * an {@linkplain #owner owner}, or a {@linkplain #requiredClaim required claim} with a value, in one of these
         * claims. Issuers of this sort that are known by name need no such call.
         */
        public Builder audienceChosenByCallers(Set<String> claimsOfOwner) {
            if (claimsOfOwner.isEmpty()) {
                throw new IllegalArgumentException("expected at least one claim that names an owner");
            }
            tokenClaims = tokenClaims.withOwnerClaims(claimsOfOwner);
            return this;
        }

        /**
         * Accepts only tokens of these owners. Further calls add owners. The value of the claim must be exactly one of
         * the values.
         */
        public Builder owner(String path, Set<String> values) {
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("expected at least one owner, and none that is blank");
            }
            ClaimPath claim = new ClaimPath(path);
            values.forEach(value -> tokenClaims = tokenClaims.withOwner(new RequiredClaim(claim, value, false)));
            return this;
        }

        /** Returns what is wrong with the owners; {@code null} if nothing is. */
        @Nullable
        String ownerProblem() {
            return TokenOwners.problem(issuer, tokenClaims, requiredClaims);
        }

        /** Returns what is wrong with the claims of the subject; {@code null} if nothing is. */
        @Nullable
        String subjectProblem() {
            return tokenClaims.subject().problem(requiredClaims);
        }

        /** Allows plain http for keys from other hosts. An attacker in that network can then forge tokens. */
        public Builder plainHttpAllowed() {
            this.plainHttp = true;
            return this;
        }

        /** Allows a shared secret that is publicly known or consists of words. It is logged as a warning. */
        public Builder guessableSecretAllowed() {
            this.guessableSecret = true;
            return this;
        }

        /** Sets the location of the issuer's keys. */
        public Builder keys(KeyLocation location) {
            this.keys = Objects.requireNonNull(location, "location");
            return this;
        }

        /** Sets how the issuer is reached. Default: as the properties of the JVM say. */
        public Builder access(ProviderAccess provider) {
            this.access = Objects.requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Sets the lifetime of keys.
         *
         * @param life how long a key stays in use after the issuer removed it
         * @param maxStale how long the last keys stay in use while the issuer is unreachable
         */
        public Builder keyLife(Duration life, Duration maxStale) {
            this.keyLife = Objects.requireNonNull(life, "life");
            this.keyMaxStale = Objects.requireNonNull(maxStale, "maxStale");
            return this;
        }

        /** Sets the mapping from claims to a caller. */
        public Builder mapping(ClaimMapping claims) {
            this.mapping = Objects.requireNonNull(claims, "claims");
            return this;
        }

        /** Sets where tokens stand in a request, and which tenants may issue them. */
        public Builder origin(TokenOrigin accepted) {
            this.origin = Objects.requireNonNull(accepted, "accepted");
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws IllegalArgumentException if the issuer is a template without tenants, if algorithms of shared secrets
         *     and of public keys are combined, if a secret is weak or missing, if keys would be fetched over plain http
         *     from another host, if a required owner is missing, or if the subject is an email address that need not be
         *     verified
         */
        public IssuerPolicy build() {
            if (TenantTemplate.isTemplate(issuer) != origin.hasTenants()
                    || (origin.hasTenants() && origin.ofLoadBalancer())) {
                throw new IllegalArgumentException("issuer " + issuer
                        + ": an issuer with {tenantid} needs tenants, no other one may have them,"
                        + " and load balancers have one issuer");
            }
            if (origin.hasTenants() && keys.equals(new KeyLocation.Discovery(issuer, null))) {
                keys = new KeyLocation.Discovery(issuer, origin.discoveryBase(TenantTemplate.parse(issuer)));
            }
            refuse("", KeyRequirements.problem(algorithms, keys, plainHttp, guessableSecret));
            refuse("the subject ", subjectProblem());
            refuse("the owner ", ownerProblem());
            tokenClaims.subject().warn(issuer);
            return new IssuerPolicy(this);
        }

        private void refuse(String what, @Nullable String problem) {
            if (problem != null) {
                throw new IllegalArgumentException("issuer " + issuer + ": " + what + problem);
            }
        }
    }
}
