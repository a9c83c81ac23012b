package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.PresentedProof;
import dev.gatehouse.jwt.jose.TokenFormat;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a token in a place that is not {@code Authorization}: another header, a cookie, or a WebSocket handshake. The
 * value is the token, well-formed or not. In a header the scheme {@code Bearer} may precede it. Thread-safe.
 *
 * <p>A browser may have a cookie twice, for two paths. Values that cannot be tokens by their form are then passed over.
 */
final class PlacedTokenExtractor implements CredentialExtractor<BearerCredential> {

    private static final String BEARER = "Bearer ";
    /** How many cookies of one name are looked at. */
    private static final int MAX_ALTERNATIVES = 4;

    private final CredentialSource source;
    private final TokenPlace place;
    private final BearerCredential several;

    PlacedTokenExtractor(CredentialSource source) {
        this.source = source;
        this.place = new TokenPlace(source, null);
        this.several = new BearerCredential("", 0, null, new TokenPlace(source, List.of()), null);
    }

    @Override
    public Optional<BearerCredential> extract(RequestView request) {
        boolean cookie = source.kind() == CredentialSource.Kind.COOKIE;
        List<String> values = cookie ? request.cookies(source.name()) : request.headers(source.name());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        PresentedProof proof = proof(request);
        if (values.size() == 1) {
            return Optional.of(credential(values.get(0), proof, request));
        }
        return Optional.of(cookie ? chosen(values, proof, request) : several);
    }

    private BearerCredential chosen(List<String> values, @Nullable PresentedProof proof, RequestView request) {
        List<BearerCredential> alternatives = new ArrayList<>();
        for (String value : values) {
            if (TokenFormat.isToken(value, 0)) {
                alternatives.add(credential(value, proof, request));
            }
        }
        if (alternatives.isEmpty()) {
            return credential(values.get(0), proof, request);
        }
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        return alternatives.size() > MAX_ALTERNATIVES
                ? several
                : new BearerCredential("", 0, null, new TokenPlace(source, List.copyOf(alternatives)), request);
    }

    private BearerCredential credential(String value, @Nullable PresentedProof proof, RequestView request) {
        boolean header =
                source.kind() == CredentialSource.Kind.HEADER || source.kind() == CredentialSource.Kind.PROXY_HEADER;
        boolean scheme = header && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return new BearerCredential(value, scheme ? BEARER.length() : 0, proof, place, request);
    }

    private static @Nullable PresentedProof proof(RequestView request) {
        return request.secure()
                ? request.clientCertificate().map(PresentedProof::certificate).orElse(null)
                : null;
    }
}
