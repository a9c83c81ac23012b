package dev.gatehouse.benchmarks.scale;

import dev.gatehouse.cookie.jdbc.JdbcSessionsFactory;
import dev.gatehouse.cookie.redis.RedisSessionsFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.spi.SessionsFactory;
import java.util.function.Supplier;

/** The stores that are measured, each through the sessions that its factory makes; another one takes a line here and a {@link Place}. */
public enum Store {
    /** In this process. */
    MEMORY("memory", MemorySessionsFactory::new, Heap::in),
    /** In a file. */
    H2_FILE("H2", JdbcSessionsFactory::new, H2::in),
    /** In a database server. */
    POSTGRESQL("PostgreSQL", JdbcSessionsFactory::new, PostgreSql::in),
    /** In the memory of a server. */
    REDIS("Redis", RedisSessionsFactory::new, Redis::in);

    private final String title;
    private final Supplier<SessionsFactory> factory;
    private final Place.Maker place;

    Store(String title, Supplier<SessionsFactory> factory, Place.Maker place) {
        this.title = title;
        this.factory = factory;
        this.place = place;
    }

    /** Returns what to call it. */
    public String title() {
        return title;
    }

    SessionsFactory factory() {
        return factory.get();
    }

    Place.Maker place() {
        return place;
    }
}
