package dev.gatehouse.jwt;

import dev.gatehouse.support.http.FetchException;
import java.util.concurrent.CompletableFuture;

/** Fetches an issuer's JWK set. Thread-safe. */
@FunctionalInterface
interface KeySource {

    /**
     * Begins to fetch, without waiting for anything.
     *
     * @return the document; ends with a {@link FetchException} within the deadline when there is none to be had
     */
    CompletableFuture<byte[]> fetch();
}
