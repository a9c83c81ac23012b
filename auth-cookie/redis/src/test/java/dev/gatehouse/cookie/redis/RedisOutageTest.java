package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.OutageContract;
import dev.gatehouse.cookie.testkit.Redis;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisOutageTest implements OutageContract {

    private final Scene scene;

    RedisOutageTest(Redis.Shared redis) throws IOException {
        CuttableProxy proxy = new CuttableProxy(redis.server().port());
        String url = "redis://127.0.0.1:" + proxy.port();
        scene = new Scene(proxy, TestStores.nodes(url, redis.newPrefix()), "auth.sessions.redis.");
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }
}
