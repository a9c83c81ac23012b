package dev.gatehouse.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.tokens.Digests;
import dev.gatehouse.idp.tokens.Jws;
import dev.gatehouse.idp.tokens.Randoms;
import dev.gatehouse.idp.tokens.SigningKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the tokens of one issuer and reads them back. Safe for use by several threads. */
final class Tokens {

    private final String issuer;
    private final Flavour flavour;
    private final SigningKeys keys;
    private final State state;
    private final Clock clock;
    private final Lifetimes lifetimes;
    private final AccessTokenClaims accessTokenClaims;
    private final JWSSigner refreshTokenSigner;

    Tokens(String issuer, Flavour flavour, SigningKeys keys, State state, Clock clock, Lifetimes lifetimes) {
        this.issuer = issuer;
        this.flavour = flavour;
        this.keys = keys;
        this.state = state;
        this.clock = clock;
        this.lifetimes = lifetimes;
        this.accessTokenClaims = new AccessTokenClaims(issuer, flavour);
        try {
            this.refreshTokenSigner = new MACSigner(Randoms.token() + Randoms.token());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot create a key for refresh tokens", e);
        }
    }

    Lifetimes lifetimes() {
        return lifetimes;
    }

    Map<String, Object> accessTokenClaims(Issuance issuance) {
        Instant now = clock.instant();
        return accessTokenClaims.of(issuance, now, now.plus(lifetimes.accessToken()));
    }

    /** {@code at+jwt} is what RFC 9068 section 2.1 asks for; Keycloak writes {@code JWT}. */
    String accessTokenType() {
        return flavour == Flavour.KEYCLOAK ? "JWT" : "at+jwt";
    }

    String accessToken(Issuance issuance) {
        Map<String, Object> claims = accessTokenClaims(issuance);
        Instant expiry = clock.instant().plus(lifetimes.accessToken());
        Grant grant = issuance.grant();
        if (grant != null && claims.get("jti") instanceof String id) {
            state.issued(id, grant, expiry);
        }
        return issuance.client().opaqueTokens()
                ? state.openOpaqueToken(claims, expiry)
                : Jws.sign(keys.current(issuance.client().algorithm()), accessTokenType(), claims);
    }

    /** The caller stores it. Nothing in a JWT is believed when it comes back. */
    String refreshToken(Client client, Grant grant) {
        if (!client.jwtRefreshTokens()) {
            return Randoms.token();
        }
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("exp", now.plus(lifetimes.refreshToken()).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iss", issuer);
        claims.put("aud", issuer);
        claims.put("sub", grant.session().user().subject());
        claims.put("typ", "Refresh");
        claims.put("azp", client.id());
        claims.put("sid", grant.session().sid());
        claims.put("scope", String.join(" ", grant.scopes()));
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS512)
                            .type(JOSEObjectType.JWT)
                            .build(),
                    new Payload(claims));
            token.sign(refreshTokenSigner);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a refresh token", e);
        }
    }

    String opaque(Map<String, Object> claims) {
        Instant expiry = claims.get("exp") instanceof Number exp
                ? Instant.ofEpochSecond(exp.longValue())
                : clock.instant().plus(lifetimes.accessToken());
        return state.openOpaqueToken(claims, expiry);
    }

    /** OpenID Connect Core section 2, with {@code at_hash} of section 3.1.3.6. */
    String idToken(Client client, Grant grant, String accessToken) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("exp", now.plus(Lifetimes.ID_TOKEN).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("iss", issuer);
        claims.put("aud", client.id());
        claims.put("azp", client.id());
        if (flavour == Flavour.KEYCLOAK) {
            claims.put("typ", "ID");
        }
        claims.put("acr", "1");
        AccessTokenClaims.putPerson(claims, grant.session());
        if (grant.nonce() != null) {
            claims.put("nonce", grant.nonce());
        }
        claims.put("at_hash", Digests.leftHalf(accessToken, client.algorithm()));
        return Jws.sign(keys.current(client.algorithm()), "JWT", claims);
    }

    /**
     * The claims of an access token that is good now: ours, an access token, not expired, not revoked. Anything else is
     * empty, whatever the cause.
     */
    Optional<Map<String, Object>> active(String token) {
        Optional<Map<String, Object>> claims = state.opaqueToken(token)
                .or(() -> Jws.verified(token, keys).filter(this::isAccessToken).map(Jws::claims));
        return claims.filter(found -> issuer.equals(found.get("iss")))
                .filter(found -> found.get("exp") instanceof Number exp
                        && clock.instant().isBefore(Instant.ofEpochSecond(exp.longValue())))
                .filter(found -> found.get("jti") instanceof String id && state.isAlive(id));
    }

    /** The claims of an ID token that this issuer signed, expired or not (RP-Initiated Logout section 2). */
    Optional<Jws> idTokenHint(String token) {
        return Jws.verified(token, keys)
                .filter(found -> issuer.equals(found.claims().get("iss")))
                .filter(found ->
                        found.text("aud").isPresent() && found.text("sid").isPresent())
                .filter(found -> !isAccessToken(found));
    }

    private boolean isAccessToken(Jws token) {
        return flavour == Flavour.KEYCLOAK
                ? "Bearer".equals(token.claims().get("typ"))
                : accessTokenType().equals(token.header().get("typ"));
    }
}
