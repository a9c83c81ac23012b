package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.jdbc.sql.CallerShares;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallerSharesTest {

    @Test
    void callWithinAnother_ofAnotherCaller_runs() {
        CallerShares shares = new CallerShares(2, 1, Duration.ofMillis(1));
        assertEquals("b", shares.run("a", () -> shares.run("b", () -> "b")));
    }

    @Test
    void callOverTheShare_isRefusedAfterItsWait() {
        CallerShares shares = new CallerShares(2, 1, Duration.ofMillis(1));
        assertThrows(StoreUnavailableException.class, () -> shares.run("a", () -> shares.run("a", () -> "never")));
        assertEquals("again", shares.run("a", () -> "again"));
    }

    @Test
    void failedCall_givesItsPlaceBack() {
        CallerShares shares = new CallerShares(2, 1, Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> shares.run("a", () -> {
                        throw new IllegalStateException("failed");
                    }));
        }
        assertEquals("again", shares.run("a", () -> "again"));
    }

    @Test
    void connections_areGivenInTheOrderOfArrival() throws InterruptedException {
        CallerShares shares = new CallerShares(1, 1, Duration.ofMinutes(1));
        List<String> order = new CopyOnWriteArrayList<>();
        Thread second = new Thread(() -> shares.run("b", () -> order.add("second")));
        shares.run("a", () -> {
            second.start();
            while (second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return order.add("first");
        });
        shares.run("a", () -> order.add("third"));
        second.join();
        assertEquals(List.of("first", "second", "third"), order);
    }
}
