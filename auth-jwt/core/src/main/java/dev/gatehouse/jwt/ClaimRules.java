package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.RequiredClaim;
import dev.gatehouse.jwt.claims.SubjectClaims;
import dev.gatehouse.jwt.claims.TokenKind;
import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one {@link IssuerPolicy} for the header and claims of a token: algorithm, type, audience, expiry,
 * lifetime, age and required claims. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ClaimRules {

    private final IssuerPolicy policy;
    private final TokenKind kind;
    private final TokenOwners owners;
    private final @Nullable List<String> presumedAudience;
    private final long skew;
    private final long maxLifetime;
    private final long maxAge;
    private final RequiredClaim[] required;
    private final Reason[] missing;

    public ClaimRules(IssuerPolicy policy) {
        this(policy, false);
    }

    /**
     * Creates the rules.
     *
     * @param audienceMayBeAbsent whether a token without audience counts as one for this API. Only an issuer that was
     *     asked about the token can know that
     */
    public ClaimRules(IssuerPolicy policy, boolean audienceMayBeAbsent) {
        this.policy = policy;
        this.kind = new TokenKind(policy.tokenClaims());
        this.owners = new TokenOwners(policy);
        this.presumedAudience =
                audienceMayBeAbsent ? List.of(policy.audiences().iterator().next()) : null;
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

    /** Reads the registered claims from where the issuer puts them. */
    public RegisteredClaims registered(Map<String, @Nullable Object> claims) {
        SubjectClaims.Found subject = policy.tokenClaims().subject().in(claims);
        List<String> audience = policy.tokenClaims().audience().in(claims);
        if (audience == null) {
            audience = presumedAudience == null ? List.of() : presumedAudience;
        }
        return RegisteredClaims.of(claims, subject.subject(), subject.claim(), subject.defect(), audience);
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
        Reason otherKind = kind.refusal(header, claims);
        if (otherKind != null) {
            return otherKind;
        }
        if (claims.containsKey("cnf") && Confirmation.of(claims.get("cnf")) == null) {
            return TokenReasons.CONFIRMATION;
        }
        if (!isForThisApi(header, registered, claims)) {
            return TokenReasons.mismatch(TokenReasons.AUDIENCE, "aud", registered.audience(), policy.audiences());
        }
        if (registered.expiry() <= now - skew) {
            return TokenReasons.expired(registered.expiry(), now);
        }
        if (usableFrom(registered) > now) {
            boolean notBefore = registered.notBefore() > registered.issuedAt();
            return notBefore
                    ? TokenReasons.notYetValid("nbf", registered.notBefore(), now)
                    : TokenReasons.notYetValid("iat", registered.issuedAt(), now);
        }
        if (tooLong(registered)) {
            return TokenReasons.LIFETIME;
        }
        if (tooOld(registered, now)) {
            return TokenReasons.AGE;
        }
        Reason otherOwner = owners.refusal(claims);
        return otherOwner == null ? missing(claims) : otherOwner;
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

    private boolean isForThisApi(JoseHeader header, RegisteredClaims registered, Map<String, @Nullable Object> claims) {
        if (!audienceMatches(registered.audience())) {
            return false;
        }
        List<String> overruled = policy.tokenClaims().audience().overruled(claims);
        if (overruled != null && !audienceMatches(overruled)) {
            return false;
        }
        // OpenID Connect Core section 3.1.3.7: an ID token has no audience that its recipient does not trust. A logout
        // token is validated in the same way.
        return !kind.isForClient(header, claims) || policy.audiences().containsAll(registered.audience());
    }

    private boolean audienceMatches(List<String> audience) {
        if (policy.firstAudienceOnly()) {
            return !audience.isEmpty() && policy.audiences().contains(audience.get(0));
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
}
