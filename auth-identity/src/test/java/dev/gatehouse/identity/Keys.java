package dev.gatehouse.identity;

import dev.gatehouse.spi.Health;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until keys have been fetched in the background. */
final class Keys {

    private Keys() {}

    static void await(Supplier<Health> health) {
        while (!health.get().equals(Health.up())) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for keys while something else may be away. */
    static void awaitKeys(Supplier<Health> health) {
        while (health.get().state() == Health.State.DOWN) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
