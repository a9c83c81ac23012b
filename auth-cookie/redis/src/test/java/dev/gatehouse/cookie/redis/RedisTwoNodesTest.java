package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.TwoNodesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisTwoNodesTest implements TwoNodesContract {

    private final Redis.Shared redis;

    RedisTwoNodesTest(Redis.Shared redis) {
        this.redis = redis;
    }

    @Override
    public Nodes nodes() {
        return TestStores.nodes(redis.server().url(), redis.newPrefix());
    }
}
