package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.spi.settings.Secret;
import java.time.Clock;
import java.time.ZoneOffset;

/** The databases that the contract of the store is checked on. */
enum TestDatabase {
    H2 {
        @Override
        StoreOptions options(Postgres.Server postgres) {
            // Concurrent tests wait for a lock longer than the two seconds that H2 allows by default.
            return fixed(StoreOptions.of("jdbc:h2:mem:" + TestStores.uniqueName() + ";LOCK_TIMEOUT=60000"));
        }
    },

    POSTGRESQL {
        @Override
        StoreOptions options(Postgres.Server postgres) {
            return fixed(StoreOptions.of(postgres.newDatabase()).withUser("postgres", Secret.of("postgres")));
        }
    };

    /** Returns the options of a new, empty database. */
    abstract StoreOptions options(Postgres.Server postgres);

    /** Opens a store in a new, empty database. */
    JdbcTaskStore open(Postgres.Server postgres) {
        return TaskStores.openJdbc(options(postgres));
    }

    private static StoreOptions fixed(StoreOptions options) {
        return options.withClock(Clock.fixed(TestStores.NOW, ZoneOffset.UTC));
    }
}
