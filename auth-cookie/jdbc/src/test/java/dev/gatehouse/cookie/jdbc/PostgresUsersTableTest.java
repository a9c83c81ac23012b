package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresUsersTableTest implements UsersTableContract {

    private final String url;
    private final JdbcUsers users;

    PostgresUsersTableTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
        users = new JdbcUsers(TestStores.config(url));
    }

    @Override
    public JdbcUsers users() {
        return users;
    }

    @Override
    public String url() {
        return url;
    }
}
