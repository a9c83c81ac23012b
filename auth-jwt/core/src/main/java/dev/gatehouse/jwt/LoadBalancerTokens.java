package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.support.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token of an AWS Application Load Balancer. It differs from a JWT: its base64url is padded; its header names
 * the load balancer ({@code signer}), the issuer, the client and the expiry; its payload is what the identity provider
 * said about the user, without an audience. The client is its audience. Thread-safe.
 */
final class LoadBalancerTokens {

    private final IssuerTable issuers;
    private final StrictJson json = new StrictJson(CompactToken.MAX_LENGTH);

    LoadBalancerTokens(IssuerTable issuers) {
        this.issuers = issuers;
    }

    TokenReader.Result read(byte[] bytes, int from, TokenDigest digest, long now) {
        CompactToken token = CompactToken.parsePadded(bytes, from);
        byte[] headerBytes = token == null ? null : token.header();
        byte[] payload = token == null ? null : token.payload();
        Map<String, @Nullable Object> members = headerBytes == null ? null : json.object(headerBytes);
        Map<String, @Nullable Object> said = payload == null ? null : json.object(payload);
        if (token == null || members == null || said == null) {
            return new TokenReader.Result.Refused(TokenReasons.MALFORMED);
        }
        JoseHeader header = JoseHeader.of(members);
        if (header.defect() != null) {
            return new TokenReader.Result.Refused(header.defect());
        }
        // Not verified yet. It only selects the rules and the keys.
        TrustedIssuer issuer = members.get("signer") instanceof String signer ? issuers.signedBy(signer) : null;
        if (issuer == null) {
            return new TokenReader.Result.Refused(TokenReasons.SIGNER);
        }
        Map<String, @Nullable Object> claims = claims(members, said);
        if (!issuer.name().equals(claims.get("iss"))) {
            return new TokenReader.Result.Refused(TokenReasons.SIGNER_ISSUER);
        }
        // Each token has a header of its own, because the header has the expiry.
        return TokenReader.result(issuer, token, header, null, claims, digest, now);
    }

    /** Returns the claims of the payload with those of the header. Where both name one, they must agree. */
    private static Map<String, @Nullable Object> claims(
            Map<String, @Nullable Object> header, Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(payload);
        Object issuer = payload.get("iss");
        if (issuer == null) {
            claims.put("iss", header.get("iss"));
        } else if (header.containsKey("iss") && !issuer.equals(header.get("iss"))) {
            claims.remove("iss");
        }
        if (header.containsKey("exp")) {
            Object expiry = payload.get("exp");
            boolean earlier = expiry instanceof Long one && header.get("exp") instanceof Long other && one < other;
            claims.put("exp", earlier ? expiry : header.get("exp"));
        }
        // What the identity provider says about the user is not for an audience. The token is for the client.
        claims.put("aud", header.get("client"));
        return claims;
    }
}
