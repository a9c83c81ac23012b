package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.cookie.testkit.TwoNodes;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTwoNodesTest implements TwoNodes {

    private final Postgres.Server postgres;

    PostgresTwoNodesTest(Postgres.Server postgres) {
        this.postgres = postgres;
    }

    @Override
    public Nodes nodes() {
        return TestStores.nodes(postgres.newDatabase());
    }
}
