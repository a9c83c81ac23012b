package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.TryCounters;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.cookie.testkit.TryCountersContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTryCountersTest implements TryCountersContract {

    private final TestStores stores = new TestStores();
    private final String url;

    PostgresTryCountersTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
    }

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    @Override
    public TryCounters node() {
        return new JdbcTryCounters(stores.sessions(url), stores.time);
    }
}
