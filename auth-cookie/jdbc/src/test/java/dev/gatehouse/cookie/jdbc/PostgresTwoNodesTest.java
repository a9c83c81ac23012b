package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.cookie.testkit.TwoNodesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTwoNodesTest implements TwoNodesContract {

    private final Postgres.Server postgres;

    PostgresTwoNodesTest(Postgres.Server postgres) {
        this.postgres = postgres;
    }

    @Override
    public Nodes nodes() {
        return TestStores.nodes(postgres.newDatabase());
    }
}
