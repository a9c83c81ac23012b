package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresEngineStoreTest implements EngineStoreContract, DeliveryContract, ClaimRaceContract {

    private static Postgres.Server server;

    @BeforeAll
    static void start(Postgres.Server shared) {
        server = shared;
    }

    @Override
    public String newDatabase() {
        return server.newDatabase();
    }

    @Override
    public JdbcTaskStore open(String url) {
        return TaskStores.openJdbc(options(url));
    }

    @Override
    public JdbcTaskStore open() {
        return TaskStores.openJdbc(options(newDatabase()).withClock(Clock.fixed(TestStores.NOW, ZoneOffset.UTC)));
    }

    private static StoreOptions options(String url) {
        return StoreOptions.of(url).withUser("postgres", null);
    }
}
