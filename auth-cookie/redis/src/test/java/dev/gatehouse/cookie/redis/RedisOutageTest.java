package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.Nodes;
import dev.gatehouse.cookie.OutageContract;
import dev.gatehouse.cookie.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisOutageTest implements OutageContract {

    private final Wire wire;
    private final Nodes nodes;

    RedisOutageTest(Redis.Shared redis) throws IOException {
        wire = new Wire(redis.server().port());
        nodes = TestStores.nodes("redis://127.0.0.1:" + wire.port(), redis.newPrefix());
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
        return nodes.with("auth.sessions.redis.pool-size", "2");
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        nodes.close();
    }
}
