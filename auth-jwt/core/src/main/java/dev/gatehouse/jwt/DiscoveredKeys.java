package dev.gatehouse.jwt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Keys behind an issuer's metadata. The {@code jwks_uri} is kept until fetching from it fails. */
final class DiscoveredKeys implements KeySource {

    private final KeyLocation.Discovery location;
    private final BoundedGet http;
    private final StrictJson json = new StrictJson(64 * 1024);
    private final String base;
    private final boolean plainHttp;
    private final IssuerClock clock;
    private volatile @Nullable URI jwksUri;

    /** @param plainHttp whether keys may come over plain http from another host */
    DiscoveredKeys(KeyLocation.Discovery location, BoundedGet http, boolean plainHttp, IssuerClock clock) {
        this.location = location;
        this.plainHttp = plainHttp;
        this.clock = clock;
        this.http = http;
        this.base = withoutSlash(location.backend() == null ? location.issuer() : location.backend());
    }

    @Override
    public CompletableFuture<byte[]> fetch() {
        URI known = jwksUri;
        if (known != null) {
            return http.get(known, clock::seen).whenComplete((keys, failure) -> {
                if (failure != null) {
                    jwksUri = null;
                }
            });
        }
        return metadata().thenCompose(metadata -> {
            URI found = jwksUri(metadata);
            return http.get(found, clock::seen).thenApply(keys -> {
                jwksUri = found;
                return keys;
            });
        });
    }

    private CompletableFuture<byte[]> metadata() {
        return http.get(URI.create(base + "/.well-known/openid-configuration"))
                .handle((metadata, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(metadata);
                    }
                    FetchException problem = FetchException.of(failure);
                    // Only who answers can have the other form; who is down need not be asked twice.
                    return problem.status() == 0
                            ? CompletableFuture.<byte[]>failedFuture(problem)
                            : http.get(authorizationServerMetadata(base));
                })
                .thenCompose(answer -> answer);
    }

    /** Returns where a document of metadata says that the keys are; throws a {@link CompletionException} with a {@link FetchException} when it does not. */
    URI jwksUri(byte[] document) {
        Map<String, @Nullable Object> metadata = json.object(document);
        if (metadata == null) {
            throw new CompletionException(new FetchException("its metadata is no JSON object"));
        }
        Object issuer = metadata.get("issuer");
        boolean named = location.issuer().equals(issuer)
                || (location.backend() != null && location.backend().equals(issuer));
        if (!named) {
            throw new CompletionException(
                    new FetchException("its metadata names another issuer than the configured one"));
        }
        URI uri = metadata.get("jwks_uri") instanceof String text ? usable(base, reachable(text), plainHttp) : null;
        if (uri == null) {
            throw new CompletionException(new FetchException("its metadata has no usable jwks_uri"));
        }
        return uri;
    }

    private String reachable(String text) {
        String issuer = withoutSlash(location.issuer()) + "/";
        return location.backend() != null && text.startsWith(issuer)
                ? base + "/" + text.substring(issuer.length())
                : text;
    }

    /** An issuer behind TLS must not be able to send us to a place without, nor one on this host to another host. */
    static @Nullable URI usable(String base, String text, boolean plainHttp) {
        try {
            URI uri = new URI(text);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = "http".equalsIgnoreCase(uri.getScheme())
                    && base.regionMatches(true, 0, "http:", 0, "http:".length())
                    && (plainHttp || !PlainHttp.beyondLoopback(uri));
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return whole && (tls || plain) ? uri : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** RFC 8414 section 3.1: the well-known part goes between host and path. */
    static URI authorizationServerMetadata(String base) {
        URI uri = URI.create(base);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return URI.create(
                uri.getScheme() + "://" + uri.getRawAuthority() + "/.well-known/oauth-authorization-server" + path);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
