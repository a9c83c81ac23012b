package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.ClaimRules;
import dev.gatehouse.jwt.ConfirmedToken;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.json.StrictJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an introspection response (RFC 7662 section 2.2). An active token must also pass the checks for the claims
 * of a JWT. Thread-safe.
 */
final class IntrospectionRules {

    private static final JoseHeader NO_HEADER = new JoseHeader(null, null, null, null, null);
    private static final List<String> STRINGS = List.of("iss", "client_id", "username", "scope", "token_type");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MAX_LENGTH = 64 * 1024;

    private final String mechanism;
    private final IntrospectionPolicy policy;
    private final ClaimRules rules;
    private final StrictJson json = new StrictJson(MAX_LENGTH);

    IntrospectionRules(String mechanism, IntrospectionPolicy policy) {
        this.mechanism = mechanism;
        this.policy = policy;
        this.rules =
                new ClaimRules(policy.issuerPolicy(), policy.optionalMembers().contains(IntrospectionPolicy.AUDIENCE));
    }

    /**
     * Verifies a response.
     *
     * @param digest identifies the token if it has no {@code jti}
     */
    Verification verify(byte[] answer, String digest, long now) {
        Map<String, @Nullable Object> members = json.object(answer);
        Object active = members == null ? null : members.get("active");
        if (members == null || !members.containsKey("active") || !(active == null || active instanceof Boolean)) {
            // Such a response says nothing about the token.
            return new Verification.Undecided(TokenReasons.INTROSPECTION_ANSWER, SOON);
        }
        if (!Boolean.TRUE.equals(active)) {
            return new Verification.Refused(TokenReasons.INACTIVE);
        }
        Reason refusal = wrongMember(members);
        if (refusal != null) {
            return new Verification.Refused(refusal);
        }
        Map<String, @Nullable Object> claims = completed(members, now);
        RegisteredClaims registered = rules.registered(claims);
        refusal = rules.refusal(NO_HEADER, registered, claims, now);
        return refusal == null ? good(members, registered, digest) : new Verification.Refused(refusal);
    }

    /** Returns the time from which the token is valid, in milliseconds. */
    long usableFrom(VerifiedToken token) {
        return rules.usableFrom(ConfirmedToken.registered(token));
    }

    private @Nullable Reason wrongMember(Map<String, @Nullable Object> members) {
        for (String name : STRINGS) {
            if (members.get(name) != null && !(members.get(name) instanceof String)) {
                return TokenReasons.claim(name);
            }
        }
        Object issuer = members.get("iss");
        if (issuer != null && !policy.issuerPolicy().issuer().equals(issuer)) {
            return TokenReasons.mismatch(
                    TokenReasons.OTHER_ISSUER,
                    "iss of the introspection response",
                    issuer,
                    List.of(policy.issuerPolicy().issuer()));
        }
        if (!(members.get("token_type") instanceof String type)) {
            return null;
        }
        if (type.equalsIgnoreCase("DPoP")) {
            Confirmation confirmation = Confirmation.of(members.get("cnf"));
            return confirmation == null || confirmation.jkt() == null ? TokenReasons.CONFIRMATION : null;
        }
        return type.equalsIgnoreCase("Bearer") || type.equals("access_token") ? null : TokenReasons.TYPE;
    }

    /** Returns the members, with an expiry if the policy allows it to be absent. */
    private Map<String, @Nullable Object> completed(Map<String, @Nullable Object> members, long now) {
        if (!policy.optionalMembers().contains(IntrospectionPolicy.EXPIRY)
                || members.get(IntrospectionPolicy.EXPIRY) != null) {
            return members;
        }
        // The issuer confirmed the token now. It is asked again when this time has passed.
        long soonest = Math.max(1000, policy.times().life().toMillis());
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(members);
        claims.put(IntrospectionPolicy.EXPIRY, (now + soonest + 999) / 1000);
        return claims;
    }

    private Verification good(Map<String, @Nullable Object> members, RegisteredClaims registered, String digest) {
        VerifiedToken token = ConfirmedToken.of(policy.issuerPolicy().issuer(), registered, members, digest);
        Caller caller = policy.issuerPolicy().mapping().map(token, mechanism);
        return caller == null ? new Verification.Refused(TokenReasons.NAME) : Verification.good(token, caller);
    }
}
