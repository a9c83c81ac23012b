package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.Health;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until keys have been fetched in the background. */
final class Keys {

    private Keys() {}

    static void await(Supplier<Health> health) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (health.get().state() != Health.State.UP && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(Health.up(), health.get());
    }
}
