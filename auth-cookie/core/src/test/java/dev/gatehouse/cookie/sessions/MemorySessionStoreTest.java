package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.KEEP;
import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.id;
import static dev.gatehouse.testkit.SessionSamples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemorySessionStoreTest {

    private final MovableClock clock = MovableClock.at(START);
    private final SessionClock time = new SessionClock(clock, () -> 0);

    private MemorySessionStore store() {
        return new MemorySessionStore(1000, time);
    }

    @Test
    void fullStore_refusesNewSessions() throws Exception {
        MemorySessionStore store = new MemorySessionStore(2, time);
        store.add(session(1, "demo", null), KEEP);
        store.add(session(2, "demo", null), KEEP);
        assertEquals(Health.State.DEGRADED, store.health().state());
        SessionsUnavailableException full =
                assertThrows(SessionsUnavailableException.class, () -> store.add(session(3, "demo", null), KEEP));
        assertTrue(full.retryAfter().compareTo(Duration.ZERO) > 0);
        assertTrue(store.find(id(1)).isPresent() && store.find(id(2)).isPresent());
        assertTrue(store.find(id(3)).isEmpty());
        assertEquals(2, store.ofSubject("local", "demo").size());
        store.remove(id(1));
        store.add(session(3, "demo", null), KEEP);
        assertTrue(store.find(id(3)).isPresent());
    }

    @Test
    void fullStore_dropsExpiredSessions() throws Exception {
        MemorySessionStore store = new MemorySessionStore(2, time);
        store.add(session(1, "demo", "sid"), START.plusSeconds(60));
        store.add(session(2, "demo", null), KEEP);
        clock.advance(Duration.ofSeconds(61));
        store.add(session(3, "demo", null), KEEP);
        assertTrue(store.find(id(1)).isEmpty());
        assertEquals(2, store.count());
        assertEquals(List.of(), store.removeWhere(new Selection("local", "sid", null, null)));
    }

    @Test
    void touchedSession_isKeptLonger() throws Exception {
        MemorySessionStore store = store();
        store.add(session(1, "demo", null), START.plusSeconds(60));
        store.touch(id(1), START.plusSeconds(50), START.plusSeconds(110));
        clock.advance(Duration.ofSeconds(100));
        assertTrue(store.find(id(1)).isPresent());
        clock.advance(Duration.ofSeconds(11));
        assertTrue(store.find(id(1)).isEmpty());
    }

    @Test
    void emptyStore_hasNoIndex() throws Exception {
        MemorySessionStore store = store();
        for (int i = 0; i < 100; i++) {
            store.add(session(i, "user" + i % 7, "sid" + i), KEEP);
        }
        for (int i = 0; i < 100; i++) {
            store.remove(id(i));
        }
        assertEquals(0, store.count());
        assertTrue(store.indexIsEmpty());
    }

    @Test
    void concurrentAdds_neverExceedTheCapacity() throws Exception {
        MemorySessionStore store = new MemorySessionStore(50, time);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            attempts.add(() -> {
                try {
                    store.add(session(number, "demo", null), KEEP);
                    return true;
                } catch (SessionsUnavailableException full) {
                    return false;
                }
            });
        }
        int added = 0;
        for (Future<Boolean> result : threads.invokeAll(attempts)) {
            added += result.get() ? 1 : 0;
        }
        threads.shutdownNow();
        assertEquals(50, added);
        assertEquals(50, store.count());
        assertEquals(50, store.ofSubject("local", "demo").size());
    }

    @Test
    void loweredCapacity_keepsSessions() throws Exception {
        MemorySessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        store.add(session(2, "demo", null), KEEP);
        store.capacity(1);
        assertTrue(store.find(id(1)).isPresent() && store.find(id(2)).isPresent());
        assertThrows(SessionsUnavailableException.class, () -> store.add(session(3, "demo", null), KEEP));
    }

    @Test
    void measurements_tellHowFullItIs() throws Exception {
        MemorySessionStore store = new MemorySessionStore(2, time);
        store.add(session(1, "demo", null), KEEP);

        assertEquals(
                List.of(Measurement.gauge("store.sessions", 1), Measurement.gauge("store.limit", 2)),
                store.measurements());
    }
}
