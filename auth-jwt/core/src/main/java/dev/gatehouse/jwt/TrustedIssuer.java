package dev.gatehouse.jwt;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.support.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One configured issuer at work: its demands, its mapping, its keys. Thread-safe. */
record TrustedIssuer(String name, ClaimRules rules, ClaimMapping mapping, IssuerKeys keys) {

    /**
     * Returns what to remember of a token.
     *
     * @param mechanism what the caller is said to come by
     * @param key what its signature was verified with
     */
    VerifiedTokens.Entry accepted(String mechanism, Screening.Candidate candidate, VerificationKey key) {
        RegisteredClaims registered = candidate.registered();
        Map<String, @Nullable Object> claims = candidate.claims();
        String digest = VerifiedToken.isNamed(claims) ? null : Sha256.hex(candidate.signingInput());
        VerifiedToken read = new VerifiedToken(name, registered, claims, digest);
        Caller caller = mapping.map(read, mechanism);
        Verification answer;
        if (caller == null) {
            answer = new Verification.Refused(Reasons.NAME);
        } else {
            // The caller has copied the claims; where the copy is whole, one of the two is enough to remember.
            boolean whole = caller.claims().size() == claims.size();
            answer = good(whole ? new VerifiedToken(name, registered, caller.claims(), digest) : read, caller);
        }
        int weight = candidate.digest() == null ? 0 : ClaimWeight.of(claims);
        return new VerifiedTokens.Entry(
                answer, key, keys, rules.usableFrom(registered), rules.usableUntil(registered), weight);
    }

    /** Returns what is said to a good token. A {@code cnf} that can't be read was refused with the other claims. */
    static Verification good(VerifiedToken token, Caller caller) {
        Confirmation confirmation = Confirmation.of(token.claims().get("cnf"));
        return confirmation == null
                ? new Verification.Verified(token, caller)
                : new Verification.Bound(token, caller, confirmation);
    }
}
