package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.json.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWT without any key: strict compact form; strict JSON of header and payload; the issuer, which selects the
 * rules; algorithm and type from configuration; claims. Thread-safe.
 */
final class TokenReader {

    /** Issuers use few different headers, so each is parsed once. */
    private static final int MAX_HEADERS = 1_000;

    private static final StrictJson JSON = new StrictJson(CompactToken.MAX_LENGTH);

    private final IssuerTable issuers;
    private final Cache<String, JoseHeader> headers = Caffeine.newBuilder()
            .maximumSize(MAX_HEADERS)
            .executor(Runnable::run)
            .build();

    /** @param issuers the issuers; may grow until the first token is read */
    TokenReader(IssuerTable issuers) {
        this.issuers = issuers;
    }

    /** The issuer that a JWT names, before any rule of that issuer is applied. */
    sealed interface Result {

        /** The token is refused whatever its issuer. */
        record Refused(Reason reason) implements Result {}

        /** The token names an issuer whose keys are not known here. */
        record Other(String issuer) implements Result {}

        /** The token names an issuer whose keys are known here; its claims have passed the rules of that issuer. */
        record Known(TokenReading.Candidate candidate) implements Result {}
    }

    /**
     * Reads a JWT.
     *
     * @param bytes a header value that ends with the token, in ISO 8859-1
     * @param from the position of the token
     * @param digest identifies the token
     * @param now the time in milliseconds
     */
    Result read(byte[] bytes, int from, TokenDigest digest, long now) {
        CompactToken token = CompactToken.parse(bytes, from);
        if (token == null) {
            return new Result.Refused(TokenReasons.MALFORMED);
        }
        String headerText = token.headerText();
        JoseHeader known = headers.getIfPresent(headerText);
        JoseHeader header = known == null ? header(token) : known;
        Reason defect = header == null ? TokenReasons.MALFORMED : header.defect();
        if (header == null || defect != null) {
            return new Result.Refused(defect == null ? TokenReasons.MALFORMED : defect);
        }
        byte[] payload = token.payload();
        Map<String, @Nullable Object> claims = payload == null ? null : JSON.object(payload);
        if (claims == null) {
            return new Result.Refused(TokenReasons.MALFORMED);
        }
        // Not verified yet. It only selects the rules and the keys.
        if (!(claims.get("iss") instanceof String name) || name.isEmpty()) {
            return new Result.Refused(TokenReasons.ISSUER);
        }
        TrustedIssuer issuer = issuers.named(name);
        if (issuer == null) {
            return new Result.Other(name);
        }
        Reason foreign = IssuerTable.tenantRefusal(issuer, name, claims);
        if (foreign != null) {
            return new Result.Refused(foreign);
        }
        return result(issuer, token, header, known == null ? headerText : null, claims, digest, now);
    }

    /** Applies the rules of the issuer. */
    static Result result(
            TrustedIssuer issuer,
            CompactToken token,
            JoseHeader header,
            @Nullable String newHeader,
            Map<String, @Nullable Object> claims,
            TokenDigest digest,
            long now) {
        SigningAlgorithm algorithm = header.algorithm();
        Reason refusal = issuer.rules().refusal(header);
        if (algorithm == null || TokenReasons.ALGORITHM.equals(refusal)) {
            return new Result.Refused(issuer.rules().algorithmRefusal(algorithmIn(token)));
        }
        if (refusal != null) {
            return new Result.Refused(refusal);
        }
        RegisteredClaims registered = issuer.rules().registered(claims);
        refusal = issuer.rules().refusal(header, registered, claims, now);
        if (refusal != null) {
            return new Result.Refused(refusal);
        }
        return new Result.Known(new TokenReading.Candidate(
                issuer,
                algorithm,
                header,
                newHeader,
                registered,
                claims,
                token.signingInput(),
                token.signature(),
                digest,
                token.length(),
                now));
    }

    /** Caches the header of a token whose signature was valid: the issuer's next tokens have the same header. */
    void remember(TokenReading.Candidate candidate) {
        String text = candidate.newHeader();
        if (text != null) {
            headers.put(text, candidate.header());
        }
    }

    /** A name that is not known here is not kept in the header. */
    private static @Nullable Object algorithmIn(CompactToken token) {
        byte[] decoded = token.header();
        Map<String, @Nullable Object> members = decoded == null ? null : JSON.object(decoded);
        return members == null ? null : members.get("alg");
    }

    private @Nullable JoseHeader header(CompactToken token) {
        byte[] decoded = token.header();
        Map<String, @Nullable Object> members = decoded == null ? null : JSON.object(decoded);
        return members == null ? null : JoseHeader.of(members);
    }
}
