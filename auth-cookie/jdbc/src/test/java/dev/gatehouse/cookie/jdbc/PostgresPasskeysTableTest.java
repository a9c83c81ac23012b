package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresPasskeysTableTest implements PasskeysTableContract {

    private final String url;
    private final JdbcUsers users;

    PostgresPasskeysTableTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
        users = new JdbcUsers(TestStores.config(url));
    }

    @Override
    public JdbcUsers users() {
        return users;
    }

    @Override
    public UserRows rows() {
        return new UserRows(url);
    }
}
