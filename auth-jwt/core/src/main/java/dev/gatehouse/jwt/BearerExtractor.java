package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.PresentedProof;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.RequestView;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accepts every {@code Authorization} header of the schemes {@code Bearer} (RFC 6750 section 2.1) and {@code DPoP} (RFC
 * 9449 section 7.1), with or without a token. Scheme names are case-insensitive (RFC 9110 section 11.1). Tokens in the
 * query or in a form are ignored. Thread-safe.
 *
 * <p>A {@code DPoP} header with the scheme {@code Bearer} is ignored. A token that is bound to a key is refused with
 * that scheme anyway, and for an unbound token a thief would omit the proof.
 */
final class BearerExtractor implements CredentialExtractor<BearerCredential> {

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";
    private static final BearerCredential SEVERAL = new BearerCredential("", 0, null, null);

    @Override
    public Optional<BearerCredential> extract(RequestView request) {
        List<String> headers = request.headers("Authorization");
        if (headers.size() == 1) {
            return credential(headers.get(0), request);
        }
        for (String header : headers) {
            if (credential(header, request).isPresent()) {
                // The host refuses such requests earlier. If it does not, none of the tokens may be accepted.
                return Optional.of(SEVERAL);
            }
        }
        return Optional.empty();
    }

    private static Optional<BearerCredential> credential(String header, RequestView request) {
        int start = afterSpaces(header, 0);
        if (isScheme(BEARER, header, start)) {
            X509Certificate certificate = certificate(request);
            PresentedProof proof = certificate == null ? null : PresentedProof.certificate(certificate);
            return Optional.of(new BearerCredential(header, token(header, start + BEARER.length()), proof, request));
        }
        if (isScheme(DPOP, header, start)) {
            PresentedProof proof = new PresentedProof(
                    true, request.headers(DPOP), request.method(), request.externalUrl(), certificate(request));
            return Optional.of(new BearerCredential(header, token(header, start + DPOP.length()), proof, request));
        }
        return Optional.empty();
    }

    private static @Nullable X509Certificate certificate(RequestView request) {
        return request.secure() ? request.clientCertificate().orElse(null) : null;
    }

    private static boolean isScheme(String scheme, String header, int start) {
        int end = start + scheme.length();
        return header.regionMatches(true, start, scheme, 0, scheme.length())
                && (end >= header.length() || !isTokenCharacter(header.charAt(end)));
    }

    /**
     * If another character than a space follows the scheme, it becomes part of the token, so that the token is refused.
     */
    private static int token(String header, int end) {
        return end < header.length() && header.charAt(end) == ' ' ? afterSpaces(header, end) : end;
    }

    private static int afterSpaces(String header, int from) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Returns whether the scheme name continues: {@code Bearerx} is another scheme (RFC 9110 section 5.6.2). */
    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
