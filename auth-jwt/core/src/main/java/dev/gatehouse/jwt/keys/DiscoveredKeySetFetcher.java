package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.BoundedHttp;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fetches keys from the {@code jwks_uri} of the issuer's metadata. That URL is kept until a fetch from it fails.
 *
 * @since 0.1
 */
@Internal
public final class DiscoveredKeySetFetcher implements KeySetFetcher {

    private final IssuerMetadata metadata;
    private final BoundedHttp http;
    private final IssuerClock clock;
    private volatile @Nullable URI jwksUri;

    /** @param plainHttp whether keys may be fetched over plain http from another host */
    public DiscoveredKeySetFetcher(
            KeyLocation.Discovery location, BoundedHttp http, boolean plainHttp, IssuerClock clock) {
        this.metadata = new IssuerMetadata(location, http, plainHttp);
        this.clock = clock;
        this.http = http;
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
        return metadata.uri("jwks_uri")
                .thenCompose(found -> http.get(found, clock::seen).thenApply(keys -> {
                    jwksUri = found;
                    return keys;
                }));
    }
}
