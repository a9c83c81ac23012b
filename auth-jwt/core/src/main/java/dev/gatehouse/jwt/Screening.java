package dev.gatehouse.jwt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a token before any key is asked for. */
sealed interface Screening {

    /**
     * It is decided.
     *
     * @param verification what is said to it
     */
    record Answer(Verification verification) implements Screening {}

    /**
     * All is well with it but for its signature, which nobody has looked at.
     *
     * @param issuer whose token it says it is
     * @param algorithm what it says it is signed with; one of the issuer's
     * @param header its header
     * @param newHeader the header's text, when it was not known yet
     * @param registered its registered claims
     * @param claims all its claims
     * @param signingInput what is signed (RFC 7515 section 5.2)
     * @param signature the signature
     * @param digest what it would be remembered by; {@code null} where nothing is remembered
     * @param tail see {@link Scratch#tail()}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Candidate(
            TrustedIssuer issuer,
            SigningAlgorithm algorithm,
            JoseHeader header,
            @Nullable String newHeader,
            RegisteredClaims registered,
            Map<String, @Nullable Object> claims,
            byte[] signingInput,
            byte[] signature,
            @Nullable TokenDigest digest,
            int tail)
            implements Screening {

        @Override
        public String toString() {
            return "Candidate";
        }
    }
}
