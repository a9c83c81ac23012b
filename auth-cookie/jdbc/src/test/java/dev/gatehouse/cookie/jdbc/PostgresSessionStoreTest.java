package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.cookie.testkit.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresSessionStoreTest implements SessionStoreContract {

    private final TestStores stores = new TestStores();
    private final Postgres.Server postgres;

    PostgresSessionStoreTest(Postgres.Server postgres) {
        this.postgres = postgres;
    }

    @Override
    public SessionStore store() {
        return stores.store(postgres.newDatabase());
    }

    @AfterEach
    void close() throws Exception {
        stores.close();
    }
}
