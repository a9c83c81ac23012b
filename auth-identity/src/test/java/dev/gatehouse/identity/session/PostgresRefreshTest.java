package dev.gatehouse.identity.session;

import dev.gatehouse.cookie.jdbc.JdbcSessionsFactory;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.spi.SessionsFactory;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresRefreshTest implements TwoNodesRefreshContract {

    private final Postgres.Server postgres;

    PostgresRefreshTest(Postgres.Server postgres) {
        this.postgres = postgres;
    }

    @Override
    public SessionsFactory factory() {
        return new JdbcSessionsFactory();
    }

    @Override
    public Map<String, String> store() {
        return Map.of(
                "auth.sessions.jdbc.url", postgres.newDatabase(),
                "auth.sessions.jdbc.user", "postgres",
                "auth.sessions.jdbc.connect-timeout", "10s",
                "auth.sessions.jdbc.timeout", "30s");
    }
}
