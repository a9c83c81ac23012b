package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bearer token says before its issuer's keys or its issuer are asked. Immutable; shows nothing of the token.
 *
 * @since 0.1
 */
@Internal
public sealed interface TokenReading {

    /** The token is malformed, or no issuer may issue a token like it. */
    record Refused(Reason reason) implements TokenReading {}

    /** A well-formed JWT of an issuer that is not configured. */
    record Foreign() implements TokenReading {}

    /** The token has been verified before, and the result still holds. */
    record Remembered(VerifiedTokens.Entry entry) implements TokenReading {}

    /**
     * A token that only its issuer can verify: an opaque one, or a JWT of an issuer that is introspected.
     *
     * @param issuer the configured issuer of a JWT; {@code null} for an opaque token
     * @param unclaimed the reason to refuse it with where no introspection is configured
     * @param digest identifies the token
     * @param header the value that ends with the token
     * @param from where the token begins
     */
    record Introspectable(@Nullable String issuer, Reason unclaimed, TokenDigest digest, String header, int from)
            implements TokenReading {

        public boolean opaque() {
            return issuer == null;
        }

        public String token() {
            return header.substring(from);
        }

        @Override
        public String toString() {
            return "Introspectable";
        }
    }

    /**
     * A JWT of a configured issuer that is good in every respect but its signature, which has not been verified.
     *
     * @param issuer the issuer that it names
     * @param algorithm its algorithm, one of those allowed for the issuer
     * @param header its header
     * @param newHeader the header's text if the header was not remembered; {@code null} otherwise
     * @param registered its registered claims
     * @param claims all its claims
     * @param signingInput what is signed (RFC 7515 section 5.2)
     * @param signature the signature
     * @param digest identifies the token
     * @param length how long the token is, in characters
     * @param now the time it was read at, in milliseconds
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
            TokenDigest digest,
            int length,
            long now)
            implements TokenReading {

        @Override
        public String toString() {
            return "Candidate";
        }
    }
}
