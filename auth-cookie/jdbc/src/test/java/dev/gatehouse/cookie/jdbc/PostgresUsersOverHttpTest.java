package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresUsersOverHttpTest implements UsersOverHttpContract {

    private final UsersSite site;

    PostgresUsersOverHttpTest(Postgres.Server postgres) {
        site = new UsersSite(postgres.newDatabase());
    }

    @Override
    public UsersSite site() {
        return site;
    }
}
