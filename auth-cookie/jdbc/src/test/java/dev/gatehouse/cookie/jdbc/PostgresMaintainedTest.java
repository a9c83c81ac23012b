package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresMaintainedTest implements Maintained {

    private final TestStores stores = new TestStores();
    private final String url;

    PostgresMaintainedTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public TestStores stores() {
        return stores;
    }
}
