package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisSessionStoreContractTest implements SessionStoreContract {

    private final TestStores stores = new TestStores();
    private final Redis.Shared redis;

    RedisSessionStoreContractTest(Redis.Shared redis) {
        this.redis = redis;
    }

    @Override
    public SessionStore store() {
        return stores.store(redis.server().url(), redis.newPrefix());
    }

    @AfterEach
    void close() {
        stores.close();
    }
}
