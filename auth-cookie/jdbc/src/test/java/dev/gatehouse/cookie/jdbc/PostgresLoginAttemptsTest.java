package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.testkit.LoginAttemptsContract;
import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresLoginAttemptsTest implements LoginAttemptsContract {

    private final TestStores stores = new TestStores();
    private final String url;

    PostgresLoginAttemptsTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
    }

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    @Override
    public LoginAttempts node() {
        return new JdbcLoginAttempts(stores.sessions(url), stores.time);
    }
}
