package dev.gatehouse.jwt.client;

import java.util.concurrent.CompletableFuture;

/** Knows where tokens come from, or finds it out. Thread-safe. */
interface ServerLocator {

    /** Returns the address; a {@link TokenException} when it can't be found out. */
    CompletableFuture<ServerAddress> locate();

    /** The server as messages name it. */
    String name();
}
