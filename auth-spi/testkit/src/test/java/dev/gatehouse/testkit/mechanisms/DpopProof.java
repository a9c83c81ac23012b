package dev.gatehouse.testkit.mechanisms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A proof whose signature fits the key in its header (RFC 9449 section 4.3); can be made by {@link #verified} alone.
 */
final class DpopProof {

    static final Duration WINDOW = Duration.ofSeconds(60);

    private final JWTClaimsSet claims;
    private final String thumbprint;
    private final String id;
    private final String nonce;
    private final Instant issued;

    private DpopProof(JWTClaimsSet claims, String thumbprint) throws ParseException {
        this.claims = claims;
        this.thumbprint = thumbprint;
        this.id = Objects.requireNonNullElse(claims.getJWTID(), "");
        this.nonce = Objects.requireNonNullElse(claims.getStringClaim("nonce"), "");
        this.issued = claims.getIssueTime() == null
                ? Instant.EPOCH
                : claims.getIssueTime().toInstant();
    }

    /** Returns the proof; {@code null} when type, algorithm, key or signature are not those of one. */
    static @Nullable DpopProof verified(String text) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(text);
        boolean form = new JOSEObjectType("dpop+jwt").equals(jwt.getHeader().getType())
                && JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm());
        if (!form || !(jwt.getHeader().getJWK() instanceof ECKey key) || key.isPrivate()) {
            return null;
        }
        return jwt.verify(new ECDSAVerifier(key))
                ? new DpopProof(jwt.getJWTClaimsSet(), key.computeThumbprint().toString())
                : null;
    }

    String id() {
        return id;
    }

    String nonce() {
        return nonce;
    }

    /** Returns when the proof can't be used any more. */
    Instant end() {
        return issued.plus(WINDOW);
    }

    /** Whether it was made for this token and request, by the key that the token is bound to, just now. */
    boolean speaksOf(DpopMechanism.Bound request, String boundTo, Instant now) throws ParseException {
        return !id.isEmpty()
                && thumbprint.equals(boundTo)
                && request.method().equals(claims.getStringClaim("htm"))
                && isSameUrl(request.url(), claims.getStringClaim("htu"))
                && digest(request.token()).equals(claims.getStringClaim("ath"))
                && now.isBefore(end())
                && !now.isBefore(issued.minus(WINDOW));
    }

    private static boolean isSameUrl(String ours, @Nullable String theirs) {
        try {
            return theirs != null && normal(ours).equals(normal(theirs));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /**
     * Without query and fragment, scheme and host in lower case, without the scheme's own port (RFC 3986 section 6.2).
     */
    private static URI normal(String text) throws URISyntaxException {
        URI uri = new URI(text).normalize();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() == (scheme.equals("https") ? 443 : 80);
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        return new URI(scheme, null, host, usual ? -1 : uri.getPort(), path, null, null);
    }

    static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(digest).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
