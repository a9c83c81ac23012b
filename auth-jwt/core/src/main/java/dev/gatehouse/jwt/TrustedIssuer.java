package dev.gatehouse.jwt;

import dev.gatehouse.spi.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configured issuer whose tokens are verified with its keys. Thread-safe.
 *
 * @param owner the mechanism that the issuer is configured for
 * @param name the issuer's name, as {@code iss} spells it
 * @param rules the rules for its tokens
 * @param mapping how its tokens become callers
 * @param keys its keys
 */
record TrustedIssuer(String owner, String name, ClaimRules rules, ClaimMapping mapping, IssuerKeys keys) {

    /** About how many bytes of the heap an entry takes for each character of its token; measured as 3.7 on tokens of Keycloak. */
    private static final int BYTES_PER_CHARACTER = 4;

    /**
     * Returns the entry for a token whose signature is good.
     *
     * @param key the key that verified it
     */
    VerifiedTokens.Entry accepted(Reading.Candidate candidate, VerificationKey key) {
        RegisteredClaims registered = candidate.registered();
        Map<String, @Nullable Object> claims = candidate.claims();
        String digest = VerifiedToken.isNamed(claims) ? null : Sha256.hex(candidate.signingInput());
        VerifiedToken read = new VerifiedToken(name, registered, claims, digest);
        Caller caller = mapping.map(read, owner);
        Verification answer;
        if (caller == null) {
            answer = new Verification.Refused(Reasons.NAME);
        } else {
            // The caller has copied the claims; where the copy is whole, one of the two is enough to remember.
            boolean whole = caller.claims().size() == claims.size();
            answer = good(whole ? new VerifiedToken(name, registered, caller.claims(), digest) : read, caller);
        }
        return new VerifiedTokens.Entry(
                this,
                answer,
                key,
                rules.usableFrom(registered),
                rules.usableUntil(registered),
                candidate.length() * BYTES_PER_CHARACTER);
    }

    /** Returns the result for a good token. A {@code cnf} that cannot be read was refused with the other claims. */
    static Verification good(VerifiedToken token, Caller caller) {
        Confirmation confirmation = Confirmation.of(token.claims().get("cnf"));
        return confirmation == null
                ? new Verification.Verified(token, caller)
                : new Verification.Bound(token, caller, confirmation);
    }
}
