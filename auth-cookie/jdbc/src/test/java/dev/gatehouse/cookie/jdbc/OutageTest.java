package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.Nodes;
import dev.gatehouse.cookie.OutageContract;
import dev.gatehouse.cookie.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class OutageTest implements OutageContract {

    private final Wire wire;
    private final Nodes nodes;

    OutageTest(Postgres.Server postgres) throws IOException {
        wire = new Wire(postgres.port());
        nodes = TestStores.nodes(postgres.newDatabase().replace(":" + postgres.port() + "/", ":" + wire.port() + "/"));
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Nodes twoConnections() {
        return nodes.with("auth.sessions.jdbc.pool-size", "2").with("auth.sessions.jdbc.timeout", "1200ms");
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        nodes.close();
    }
}
