package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.FetchException;
import java.util.concurrent.CompletableFuture;

/**
 * Fetches an issuer's JWK set. Thread-safe.
 *
 * @since 0.1
 */
@Internal
@FunctionalInterface
public interface KeySetFetcher {

    /**
     * Starts a fetch without blocking.
     *
     * @return the document; fails with a {@link FetchException} within the deadline
     */
    CompletableFuture<byte[]> fetch();
}
