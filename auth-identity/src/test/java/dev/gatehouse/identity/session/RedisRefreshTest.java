package dev.gatehouse.identity.session;

import dev.gatehouse.cookie.redis.RedisSessionsFactory;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.spi.SessionsFactory;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisRefreshTest implements TwoNodesRefreshContract {

    private final Redis.Shared redis;

    RedisRefreshTest(Redis.Shared redis) {
        this.redis = redis;
    }

    @Override
    public SessionsFactory factory() {
        return new RedisSessionsFactory();
    }

    @Override
    public Map<String, String> store() {
        return Map.of(
                "auth.sessions.redis.url", redis.server().url(),
                "auth.sessions.redis.prefix", redis.newPrefix());
    }
}
