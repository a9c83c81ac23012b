package dev.gatehouse.tasklist.store.jdbc;

import java.time.Clock;
import java.time.ZoneOffset;

class H2EngineStoreTest implements EngineStoreContract, DeliveryContract, ClaimRaceContract {

    @Override
    public String newDatabase() {
        // Threads wait for a lock longer than the two seconds that H2 allows by default.
        return "jdbc:h2:mem:" + TestStores.uniqueName() + ";LOCK_TIMEOUT=60000";
    }

    @Override
    public JdbcTaskStore open(String url) {
        return TaskStores.openJdbc(options(url));
    }

    @Override
    public JdbcTaskStore open() {
        return TaskStores.openJdbc(options(newDatabase()).withClock(Clock.fixed(TestStores.NOW, ZoneOffset.UTC)));
    }

    private static StoreOptions options(String url) {
        return StoreOptions.of(url);
    }
}
