package dev.gatehouse.jwt;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keys behind an issuer's metadata. The {@code jwks_uri} is kept until fetching from it fails. */
final class DiscoveredKeys implements KeySource {

    private final IssuerMetadata metadata;
    private final BoundedHttp http;
    private volatile @Nullable URI jwksUri;

    DiscoveredKeys(KeyLocation.Discovery location, BoundedHttp http) {
        this.metadata = new IssuerMetadata(location, http);
        this.http = http;
    }

    @Override
    public CompletableFuture<byte[]> fetch() {
        URI known = jwksUri;
        if (known != null) {
            return http.get(known).whenComplete((keys, failure) -> {
                if (failure != null) {
                    jwksUri = null;
                }
            });
        }
        return metadata.uri("jwks_uri")
                .thenCompose(found -> http.get(found).thenApply(keys -> {
                    jwksUri = found;
                    return keys;
                }));
    }
}
