package dev.gatehouse.testkit.mechanisms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import dev.gatehouse.spi.ResponseAdditions;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies the access token, then the proof that belongs to it, then that the proof is new. */
final class DpopMechanism implements AuthenticationMechanism<DpopMechanism.Bound> {

    /** What the authenticator needs of a request: both JWTs, and what the proof must speak of. */
    record Bound(String token, List<String> proofs, String method, String url) implements Credential {
        @Override
        public String toString() {
            return "Bound[method=" + method + "]";
        }
    }

    static final String NONCE_NEEDED = "dpop.nonce-needed";

    private static final int LONGEST = 8192;

    private final ECDSAVerifier issuer;
    private final Nonces nonces;
    private final SeenProofs seen;
    private final Clock clock;

    DpopMechanism(ECDSAVerifier issuer, Nonces nonces, SeenProofs seen, Clock clock) {
        this.issuer = issuer;
        this.nonces = nonces;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.authorization();
    }

    @Override
    public CredentialExtractor<Bound> extractor() {
        return request -> Optional.ofNullable(Schemes.value(request, "DPoP"))
                .map(token -> new Bound(token, request.headers("DPoP"), request.method(), request.externalUrl()));
    }

    @Override
    public Authenticator<Bound> authenticator() {
        return credential -> {
            if (credential.token().length() > LONGEST
                    || credential.proofs().size() != 1
                    || credential.proofs().get(0).length() > LONGEST) {
                return AuthenticationResult.rejected(Reason.of("dpop.malformed"));
            }
            try {
                return verify(credential, clock.instant());
            } catch (ParseException | JOSEException malformed) {
                return AuthenticationResult.rejected(Reason.of("dpop.malformed"));
            }
        };
    }

    private AuthenticationResult verify(Bound credential, Instant now) throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(credential.token());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        boolean signed = JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm()) && token.verify(issuer);
        if (!signed
                || claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant())) {
            return AuthenticationResult.rejected(Reason.of("token.refused"));
        }
        if (claims.getIssuer() == null
                || claims.getSubject() == null
                || claims.getSubject().isBlank()) {
            return AuthenticationResult.rejected(Reason.of("token.refused"));
        }
        Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
        if (confirmation == null || !(confirmation.get("jkt") instanceof String thumbprint)) {
            return AuthenticationResult.rejected(Reason.of("token.unbound"));
        }
        DpopProof proof = DpopProof.verified(credential.proofs().get(0));
        if (proof == null || !proof.speaksOf(credential, thumbprint, now)) {
            return AuthenticationResult.rejected(Reason.of("dpop.refused"));
        }
        if (!nonces.accepts(proof.nonce(), now)) {
            return new AuthenticationResult.Rejected(
                    Reason.of(NONCE_NEEDED), ResponseAdditions.none().with("DPoP-Nonce", nonces.current(now)));
        }
        return switch (seen.add(thumbprint + " " + proof.id(), now, proof.end())) {
            case SEEN -> AuthenticationResult.rejected(Reason.of("dpop.replayed"));
            case FULL -> AuthenticationResult.unavailable(Reason.of("dpop.replay-set-full"), Duration.ofSeconds(60));
            case NEW ->
                AuthenticationResult.authenticated(Caller.builder(claims.getIssuer(), claims.getSubject())
                        .kind(Caller.Kind.CLIENT)
                        .build());
        };
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        Challenge challenge = Challenge.of("DPoP");
        if (refusal.cause() == Cause.CREDENTIAL_REFUSED && "DPoP".equalsIgnoreCase(refusal.scheme())) {
            boolean nonce = refusal.reason().code().equals(NONCE_NEEDED);
            challenge = challenge.with("error", nonce ? "use_dpop_nonce" : "invalid_token");
        }
        return List.of(challenge.with("algs", "ES256"));
    }
}
