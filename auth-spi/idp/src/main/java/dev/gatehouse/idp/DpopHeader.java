package dev.gatehouse.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the proof of a token request (RFC 9449 section 5). For development: it detects no replay and asks for no nonce.
 */
final class DpopHeader {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    private final List<String> tokenPaths;
    private final Clock clock;

    DpopHeader(List<String> tokenPaths, Clock clock) {
        this.tokenPaths = List.copyOf(tokenPaths);
        this.clock = clock;
    }

    /** Returns the thumbprint of the key that signed the proof. */
    String thumbprint(String proof) {
        try {
            SignedJWT jwt = SignedJWT.parse(proof);
            JWK key = jwt.getHeader().getJWK();
            if (!TYPE.equals(jwt.getHeader().getType())
                    || key == null
                    || key.isPrivate()
                    || !(key instanceof AsymmetricJWK asymmetric)) {
                throw refused();
            }
            boolean signed = jwt.verify(
                    new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()));
            if (!signed || !speaksOfThisRequest(jwt.getJWTClaimsSet())) {
                throw refused();
            }
            return key.computeThumbprint().toString();
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw refused();
        }
    }

    private boolean speaksOfThisRequest(JWTClaimsSet claims) throws ParseException {
        String url = claims.getStringClaim("htu");
        if (url == null
                || !"POST".equals(claims.getStringClaim("htm"))
                || claims.getJWTID() == null
                || claims.getIssueTime() == null) {
            return false;
        }
        Instant issued = claims.getIssueTime().toInstant();
        Duration off = Duration.between(issued, clock.instant()).abs();
        return off.compareTo(WINDOW) <= 0 && tokenPaths.contains(URI.create(url).getPath());
    }

    private static OAuthException refused() {
        return OAuthException.of(400, "invalid_dpop_proof", "The DPoP proof does not match this request");
    }
}
