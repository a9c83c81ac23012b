package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.cookie.testkit.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;

class H2SessionStoreTest implements SessionStoreContract {

    private final TestStores stores = new TestStores();

    @Override
    public SessionStore store() {
        return stores.store(TestStores.h2());
    }

    @AfterEach
    void close() throws Exception {
        stores.close();
    }
}
