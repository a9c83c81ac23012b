package dev.gatehouse.jwt.client;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A configured token endpoint. */
record FixedServer(URI tokenEndpoint) implements ServerLocator {

    @Override
    public CompletableFuture<ServerAddress> locate() {
        return CompletableFuture.completedFuture(new ServerAddress(tokenEndpoint, tokenEndpoint.toString()));
    }

    @Override
    public String name() {
        return TransportRule.shown(tokenEndpoint);
    }
}
