package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one {@link IssuerPolicy} for the header and claims of a token: algorithm, type, audience, expiry,
 * lifetime, age and required claims. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ClaimRules {

    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /**
     * Values of the claim {@code typ} in Keycloak's tokens that are not access tokens. Their header parameter
     * {@code typ} is always JWT.
     */
    private static final Set<String> NOT_FOR_APIS = Set.of(
            "id", "refresh", "offline", "logout", "serialized-id", "initial-access-token", "registration-access-token");

    private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "s_hash");

    /** RFC 9068 section 2.1. */
    static final String ACCESS_TOKEN = "at+jwt";

    private final IssuerPolicy policy;
    private final long skew;
    private final long maxLifetime;
    private final long maxAge;
    private final RequiredClaim[] required;
    private final Reason[] missing;

    public ClaimRules(IssuerPolicy policy) {
        this.policy = policy;
        this.skew = policy.clockSkew().toMillis();
        this.maxLifetime = millis(policy.maxLifetime());
        this.maxAge = millis(policy.maxAge());
        this.required = policy.requiredClaims().toArray(RequiredClaim[]::new);
        this.missing = new Reason[required.length];
        for (int i = 0; i < required.length; i++) {
            missing[i] = TokenReasons.claim(required[i].path().toString());
        }
    }

    private static long millis(@Nullable Duration limit) {
        return limit == null ? Long.MAX_VALUE : limit.toMillis();
    }

    /** Returns the reason to refuse the header; {@code null} if it is accepted. */
    @Nullable
    public Reason refusal(JoseHeader header) {
        if (header.algorithm() == null || !policy.algorithms().contains(header.algorithm())) {
            return TokenReasons.ALGORITHM;
        }
        String type = header.type() == null ? IssuerPolicy.ABSENT_TYPE : header.type();
        return policy.types().contains(type)
                ? null
                : TokenReasons.mismatch(TokenReasons.TYPE, "typ", header.type(), policy.types());
    }

    /**
     * Returns the reason to refuse an algorithm that is not allowed.
     *
     * @param came {@code alg} as it is in the header
     */
    Reason algorithmRefusal(@Nullable Object came) {
        List<String> names = new ArrayList<>();
        policy.algorithms().forEach(allowed -> names.add(TokenReasons.nameOf(allowed)));
        return TokenReasons.mismatch(TokenReasons.ALGORITHM, "alg", came, names);
    }

    /** Returns the reason to refuse the claims at this time; {@code null} if they are accepted. */
    @Nullable
    public Reason refusal(
            JoseHeader header, RegisteredClaims registered, Map<String, @Nullable Object> claims, long now) {
        if (registered.defect() != null) {
            return registered.defect();
        }
        if (otherKind(header, claims)) {
            return TokenReasons.TYPE;
        }
        if (claims.containsKey("cnf") && Confirmation.of(claims.get("cnf")) == null) {
            return TokenReasons.CONFIRMATION;
        }
        if (!audienceMatches(registered.audience())) {
            return TokenReasons.mismatch(TokenReasons.AUDIENCE, "aud", registered.audience(), policy.audiences());
        }
        if (registered.expiry() <= now - skew) {
            return TokenReasons.EXPIRED;
        }
        if (usableFrom(registered) > now) {
            return TokenReasons.NOT_YET_VALID;
        }
        if (tooLong(registered)) {
            return TokenReasons.LIFETIME;
        }
        return tooOld(registered, now) ? TokenReasons.AGE : missing(claims);
    }

    /** Returns the time from which the token is valid, in milliseconds. */
    public long usableFrom(RegisteredClaims registered) {
        long from = Math.max(registered.notBefore(), registered.issuedAt());
        return from == RegisteredClaims.ABSENT ? from : from - skew;
    }

    /** Returns the time until which the result for a token may be cached, in milliseconds. */
    long usableUntil(RegisteredClaims registered) {
        return maxAge == Long.MAX_VALUE
                ? registered.expiry()
                : Math.min(registered.expiry(), registered.issuedAt() + maxAge);
    }

    private boolean audienceMatches(List<String> audience) {
        if (policy.firstAudienceOnly()) {
            return policy.audiences().contains(audience.get(0));
        }
        for (String name : audience) {
            if (policy.audiences().contains(name)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Reason missing(Map<String, @Nullable Object> claims) {
        for (int i = 0; i < required.length; i++) {
            if (!required[i].holds(claims)) {
                return missing[i];
            }
        }
        return null;
    }

    private boolean tooOld(RegisteredClaims registered, long now) {
        return maxAge != Long.MAX_VALUE
                && (registered.issuedAt() == RegisteredClaims.ABSENT || registered.issuedAt() + maxAge <= now - skew);
    }

    private boolean tooLong(RegisteredClaims registered) {
        return maxLifetime != Long.MAX_VALUE
                && (registered.issuedAt() == RegisteredClaims.ABSENT
                        || registered.expiry() - registered.issuedAt() > maxLifetime);
    }

    /**
     * Returns whether it is an ID token, refresh token or logout token. They have the same issuer and keys, and
     * possibly this API's audience, so they are recognized by members that only they have.
     */
    private static boolean otherKind(JoseHeader header, Map<String, @Nullable Object> claims) {
        Object kind = claims.get("typ");
        if (claims.containsKey("typ")
                && !(kind instanceof String type && !NOT_FOR_APIS.contains(type.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        if (claims.containsKey("token_use") && !"access".equals(claims.get("token_use"))) {
            return true;
        }
        // A nonce belongs into an ID token. Older versions of Keycloak copy it into the access token, which names its
        // type.
        boolean access = ACCESS_TOKEN.equals(header.type()) || "Bearer".equals(kind);
        if (claims.containsKey("nonce") && !access) {
            return true;
        }
        for (String claim : OF_ID_TOKENS) {
            if (claims.containsKey(claim)) {
                return true;
            }
        }
        return claims.get("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT_EVENT);
    }
}
