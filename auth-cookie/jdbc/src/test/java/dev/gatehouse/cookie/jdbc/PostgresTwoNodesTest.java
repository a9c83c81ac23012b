package dev.gatehouse.cookie.jdbc;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTwoNodesTest implements TwoNodes {

    private final Postgres.Server postgres;

    PostgresTwoNodesTest(Postgres.Server postgres) {
        this.postgres = postgres;
    }

    @Override
    public Nodes nodes() {
        return new Nodes(postgres.newDatabase());
    }
}
