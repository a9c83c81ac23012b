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
 * The result of reading a bearer token, before its signature is verified or its issuer is asked. Immutable.
 * {@code toString()} does not show the token.
 *
 * @since 0.1
 */
@Internal
public sealed interface TokenReading {

    /** The token is malformed or breaks a rule. */
    record Refused(Reason reason) implements TokenReading {}

    /**
     * A well-formed JWT of an issuer that is not configured.
     *
     * @param issuer the issuer that it names, truncated and printable
     */
    record Foreign(String issuer) implements TokenReading {}

    /**
     * The token is in the cache of verified tokens.
     *
     * @param entry what the cache has
     * @param digest identifies the token
     */
    record Remembered(VerifiedTokens.Entry entry, TokenDigest digest) implements TokenReading {}

    /**
     * A token that only its issuer can verify: an opaque one, or a JWT of an issuer that is introspected.
     *
     * @param issuer the configured issuer of a JWT; {@code null} for an opaque token
     * @param unclaimed the reason for the refusal if introspection is not configured
     * @param digest identifies the token
     * @param header the header value that ends with the token
     * @param from the position of the token
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
     * A JWT of a configured issuer that is valid except that its signature has not been verified.
     *
     * @param issuer the issuer of the token
     * @param algorithm the algorithm, which is allowed for the issuer
     * @param header the header
     * @param newHeader the encoded header if it was not cached; {@code null} otherwise
     * @param registered the registered claims
     * @param claims all claims
     * @param signingInput the signed bytes (RFC 7515 section 5.2)
     * @param signature the signature
     * @param digest identifies the token
     * @param length the length of the token in characters
     * @param now the time of reading, in milliseconds
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
