package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.Mismatch;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.http.HttpUrl;
import dev.gatehouse.support.http.PlainHttp;
import dev.gatehouse.support.json.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's metadata (OpenID Connect Discovery 1.0 section 4, RFC 8414). Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class IssuerMetadata {

    private final KeyLocation.Discovery location;
    private final BoundedHttp http;
    private final StrictJson json = new StrictJson(64 * 1024);
    private final String base;
    private final boolean plainHttp;

    /** @param plainHttp whether the URLs in the metadata may use plain http on another host */
    public IssuerMetadata(KeyLocation.Discovery location, BoundedHttp http, boolean plainHttp) {
        this.location = location;
        this.http = http;
        this.plainHttp = plainHttp;
        this.base = withoutSlash(location.backend() == null ? location.issuer() : location.backend());
    }

    /** Fetches the metadata and returns the URL in this member; fails with a {@link FetchException}. */
    public CompletableFuture<URI> uri(String member) {
        return document().thenApply(document -> uri(document, member));
    }

    /** Fetches the metadata; fails with a {@link FetchException}. */
    public CompletableFuture<byte[]> document() {
        URI first = URI.create(base + "/.well-known/openid-configuration");
        return http.get(first)
                .handle((metadata, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(metadata);
                    }
                    FetchException problem = FetchException.of(failure);
                    return mayHaveOther(problem) ? other(problem) : CompletableFuture.<byte[]>failedFuture(problem);
                })
                .thenCompose(answer -> answer);
    }

    /**
     * Only an issuer that responds can have the other URL. One that is down, asks for a pause or cannot be reached
     * through its proxy is not asked twice.
     */
    private static boolean mayHaveOther(FetchException problem) {
        int status = problem.status();
        return status != 0 && status != 407 && status != 429 && status != 503 && problem.retryAfterSeconds() == 0;
    }

    /** If the other URL does not help either, the failure of the first one is reported: it is the usual place. */
    private CompletableFuture<byte[]> other(FetchException problem) {
        return http.get(authorizationServerMetadata(base)).exceptionallyCompose(failure -> {
            FetchException second = FetchException.of(failure);
            return CompletableFuture.failedFuture(
                    second.retryAfterSeconds() > problem.retryAfterSeconds() ? second : problem);
        });
    }

    /**
     * Returns the URL in a member of the metadata.
     *
     * @throws CompletionException with a {@link FetchException} if there is none, or it must not be used
     */
    public URI uri(byte[] document, String member) {
        Map<String, @Nullable Object> metadata = json.object(document);
        if (metadata == null) {
            throw new CompletionException(new FetchException("the metadata is not a JSON object"));
        }
        Object issuer = metadata.get("issuer");
        boolean named = location.issuer().equals(issuer)
                || (location.backend() != null && location.backend().equals(issuer));
        if (!named) {
            throw new CompletionException(new FetchException(
                    "the issuer in the metadata is not the configured one; " + Mismatch.of("it", issuer, expected())));
        }
        URI uri = metadata.get(member) instanceof String text ? usable(base, reachable(text), plainHttp) : null;
        if (uri == null) {
            throw new CompletionException(new FetchException("the metadata has no usable " + member));
        }
        return uri;
    }

    private List<String> expected() {
        return location.backend() == null ? List.of(location.issuer()) : List.of(location.issuer(), location.backend());
    }

    private String reachable(String text) {
        String issuer = withoutSlash(location.issuer()) + "/";
        return location.backend() != null && text.startsWith(issuer)
                ? base + "/" + text.substring(issuer.length())
                : text;
    }

    /** The metadata of an https issuer must not lead to http, nor that of a local issuer to another host. */
    public static @Nullable URI usable(String base, String text, boolean plainHttp) {
        try {
            URI uri = new URI(text);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = "http".equalsIgnoreCase(uri.getScheme())
                    && base.regionMatches(true, 0, "http:", 0, "http:".length())
                    && (plainHttp || !PlainHttp.beyondLoopback(uri));
            boolean whole = HttpUrl.isReachable(uri) && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return whole && (tls || plain) ? uri : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** Inserts the well-known part between host and path (RFC 8414 section 3.1). */
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
