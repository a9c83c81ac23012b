package dev.gatehouse.cookie.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StoreCircuitBreakerTest {

    private final ManualTicker ticks = new ManualTicker();
    private final StoreCircuitBreaker breaker = new StoreCircuitBreaker("the store", 2, ticks);
    private boolean down;
    private int asked;

    private String ask() throws IOException {
        asked++;
        if (down) {
            throw new IOException("gone");
        }
        return "answer";
    }

    private SessionsUnavailableException refused() {
        return assertThrows(SessionsUnavailableException.class, () -> breaker.call(this::ask));
    }

    private void fail(int times) {
        down = true;
        for (int i = 0; i < times; i++) {
            refused();
        }
    }

    @Test
    void result_isReturned() throws Exception {
        assertEquals("answer", breaker.call(this::ask));
    }

    @Test
    void failure_isUnavailableWithItsCause() {
        down = true;
        SessionsUnavailableException refused = refused();
        assertInstanceOf(IOException.class, refused.getCause());
        assertTrue(refused.retryAfter().compareTo(Duration.ZERO) > 0);
    }

    @Test
    void deadStore_isTriedEveryHalfSecond() {
        fail(5);
        for (int i = 0; i < 100; i++) {
            assertTrue(String.valueOf(refused().getMessage()).contains("gone"));
        }
        assertEquals(5, asked);
        ticks.seconds(0.5);
        for (int i = 0; i < 100; i++) {
            refused();
        }
        assertEquals(6, asked);
    }

    @Test
    void returnedStore_isUsedWithinASecond() throws Exception {
        fail(5);
        ticks.seconds(3600);
        refused();
        down = false;
        refused();
        ticks.seconds(0.5);
        assertEquals("answer", breaker.call(this::ask));
        assertEquals("answer", breaker.call(this::ask));
    }

    @Test
    void successBetweenFailures_keepsTheBreakerClosed() throws Exception {
        for (int i = 0; i < 10; i++) {
            fail(4);
            down = false;
            assertEquals("answer", breaker.call(this::ask));
        }
    }

    @Test
    void callsAboveTheLimit_areRefusedAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        StoreCircuitBreaker.Call<String> slow = () -> {
            inside.countDown();
            go.await();
            return "late";
        };
        Future<String> first = threads.submit(() -> breaker.call(slow));
        Future<String> second = threads.submit(() -> breaker.call(slow));
        inside.await();
        assertTrue(String.valueOf(refused().getMessage()).contains("busy"));
        assertEquals(0, asked);
        go.countDown();
        assertEquals("late", first.get());
        assertEquals("late", second.get());
        assertEquals("answer", breaker.call(this::ask));
        threads.shutdownNow();
    }

    @Test
    void hangingTrial_doesNotBlockTheNext() throws Exception {
        fail(5);
        ticks.seconds(0.5);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<String> trial = threads.submit(() -> breaker.call(() -> {
            inside.countDown();
            go.await();
            return "late";
        }));
        inside.await();
        down = false;
        ticks.seconds(0.5);
        assertEquals("answer", breaker.call(this::ask));
        go.countDown();
        assertEquals("late", trial.get());
        threads.shutdownNow();
    }

    @Test
    void healthWithoutRecentCall_pings() throws Exception {
        assertEquals(Health.up(), breaker.health(this::ask));
        assertEquals(Health.up(), breaker.health(this::ask));
        assertEquals(1, asked);
        down = true;
        assertEquals(Health.State.UP, breaker.health(this::ask).state());
        ticks.seconds(1.1);
        Health health = breaker.health(this::ask);
        assertEquals(Health.State.DOWN, health.state());
        assertTrue(health.detail().contains("gone"), health.detail());
        down = false;
        assertEquals(Health.State.UP, breaker.health(this::ask).state());
    }

    @Test
    void healthOfADeadStore_noticesItsReturn() {
        fail(5);
        assertEquals(Health.State.DOWN, breaker.health(this::ask).state());
        down = false;
        assertEquals(Health.State.DOWN, breaker.health(this::ask).state());
        ticks.seconds(0.5);
        assertEquals(Health.State.UP, breaker.health(this::ask).state());
    }

    @Test
    void measurements_tellCallsFailuresAndTime() throws Exception {
        breaker.call(() -> {
            ticks.seconds(1.5);
            return ask();
        });
        fail(5);
        refused();

        assertEquals(
                List.of(
                        Measurement.counter("store.calls", 6),
                        Measurement.counter("store.failures", 5),
                        Measurement.counter("store.seconds", 1.5),
                        Measurement.counter("store.refused", 1)),
                breaker.measurements());
    }
}
