package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresMaintenanceTest implements MaintenanceContract {

    private final TestStores stores = new TestStores();
    private final String url;

    PostgresMaintenanceTest(Postgres.Server postgres) {
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
