package dev.gatehouse.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Client authentication with {@code private_key_jwt} (RFC 7523 section 3). An assertion can be used once. */
final class ClientAssertions {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final Set<String> audiences;
    private final Directory directory;
    private final State state;
    private final Clock clock;

    /** @param audiences the issuer identifier and the token endpoint; section 3 allows both */
    ClientAssertions(Set<String> audiences, Directory directory, State state, Clock clock) {
        this.audiences = audiences;
        this.directory = directory;
        this.state = state;
        this.clock = clock;
    }

    /** Returns the client that signed the assertion. */
    Optional<Client> client(String assertion) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return Optional.ofNullable(claims.getSubject())
                    .flatMap(directory::client)
                    .filter(client -> client.publicKey()
                            .filter(key -> isSignedBy(key, jwt))
                            .isPresent())
                    .filter(client -> isValid(claims));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private boolean isValid(JWTClaimsSet claims) {
        Date expiry = claims.getExpirationTime();
        String id = claims.getJWTID();
        if (expiry == null || id == null || claims.getAudience().stream().noneMatch(audiences::contains)) {
            return false;
        }
        Instant end = expiry.toInstant();
        return claims.getSubject().equals(claims.getIssuer())
                && clock.instant().isBefore(end)
                && state.isFirstUse(claims.getSubject() + " " + id, end);
    }

    private static boolean isSignedBy(JWK key, SignedJWT jwt) {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm.getName()) || !(key instanceof AsymmetricJWK asymmetric)) {
            return false;
        }
        try {
            JWSVerifier verifier =
                    new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
            return jwt.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }
}
