package dev.gatehouse.jwt.client;

import java.util.concurrent.CompletableFuture;

/** Finds the token endpoint. Thread-safe. */
interface ServerLocator {

    /** Returns the token endpoint; fails with {@link TokenException} when it cannot be found. */
    CompletableFuture<ServerAddress> locate();

    /** Returns the name of the server for messages. */
    String name();
}
