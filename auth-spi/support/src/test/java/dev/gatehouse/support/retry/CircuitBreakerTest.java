package dev.gatehouse.support.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.support.retry.CircuitBreaker.Change;
import dev.gatehouse.support.retry.CircuitBreaker.Pass;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private double random = 0.999999;
    private long now = 5_000_000_000L;
    private final CircuitBreaker breaker = CircuitBreaker.withBackOff(
            () -> now,
            new ExponentialBackOff(
                    Duration.ofSeconds(1), Duration.ofSeconds(4), 0.5, Duration.ofSeconds(60), () -> random));

    private void advance(Duration by) {
        now += by.toNanos();
    }

    private void open() {
        for (int i = 1; i < CircuitBreaker.THRESHOLD; i++) {
            assertEquals(Change.NONE, breaker.failed(enter(), 0));
        }
        assertEquals(Change.OPENED, breaker.failed(enter(), 0));
    }

    private Pass enter() {
        return breaker.enter();
    }

    @Test
    void fewFailures_leaveItClosed() {
        for (int i = 1; i < CircuitBreaker.THRESHOLD; i++) {
            breaker.failed(Pass.NORMAL, 0);
        }
        assertEquals(Pass.NORMAL, enter());
        assertFalse(breaker.isOpen());
    }

    @Test
    void successInBetween_countsFromNothing() {
        for (int i = 0; i < 10 * CircuitBreaker.THRESHOLD; i++) {
            breaker.failed(Pass.NORMAL, 0);
            if (i % 2 == 1) {
                assertEquals(Change.NONE, breaker.succeeded());
            }
        }
        assertFalse(breaker.isOpen());
    }

    @Test
    void enoughFailures_letNobodyThroughForASecond() {
        open();
        assertNull(enter());
        advance(Duration.ofMillis(990));
        assertNull(enter());
        assertEquals(Duration.ofSeconds(1), breaker.retryAfter());
        advance(Duration.ofMillis(20));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void probe_isOneAlone() {
        open();
        advance(Duration.ofSeconds(2));
        assertEquals(Pass.PROBE, enter());
        assertNull(enter());
        advance(Duration.ofMinutes(1));
        assertNull(enter());
    }

    @Test
    void probeThatSucceeds_closesIt() {
        open();
        advance(Duration.ofSeconds(2));
        enter();
        assertEquals(Change.CLOSED, breaker.succeeded());
        assertEquals(Pass.NORMAL, enter());
        assertEquals(0, breaker.failuresInRow());
        open();
        advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter(), "the back-off begins anew");
    }

    @Test
    void probesThatFail_growTheWaitUpToFourSeconds() {
        open();
        long[] waits = {1000, 2000, 4000, 4000, 4000};
        for (int i = 0; i < waits.length; i++) {
            advance(Duration.ofMillis(waits[i] - 10));
            assertNull(enter(), "before wait " + i + " is over");
            advance(Duration.ofMillis(10));
            assertEquals(Pass.PROBE, enter(), "after wait " + i);
            assertEquals(Change.NONE, breaker.failed(Pass.PROBE, 0));
        }
        assertTrue(breaker.isOpen());
    }

    @Test
    void jitter_shortensTheWaitByHalfAtMost() {
        random = 0;
        open();
        advance(Duration.ofMillis(499));
        assertNull(enter());
        advance(Duration.ofMillis(1));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void retryAfterOfTheBackEnd_isObeyedUpToAMinute() {
        for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
            breaker.failed(Pass.NORMAL, 3000);
        }
        assertEquals(Duration.ofSeconds(60), breaker.retryAfter());
        advance(Duration.ofSeconds(59));
        assertNull(enter());
        advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void failureOfACallFromBefore_doesNotCount() {
        open();
        advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter());
        assertEquals(Change.NONE, breaker.failed(Pass.NORMAL, 60));
        assertNull(enter(), "the probe is still under way");
        breaker.succeeded();
        assertEquals(Pass.NORMAL, enter());
    }

    @Test
    void undeterminedProbe_leavesTheNextOneToTry() {
        open();
        advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter());
        breaker.undetermined(Pass.PROBE);
        assertEquals(Pass.PROBE, enter());
        assertTrue(breaker.isOpen());
    }

    @Test
    void undeterminedCall_isNeitherFailureNorSuccess() {
        for (int i = 1; i < CircuitBreaker.THRESHOLD; i++) {
            breaker.failed(Pass.NORMAL, 0);
        }
        breaker.undetermined(Pass.NORMAL);
        assertEquals(CircuitBreaker.THRESHOLD - 1, breaker.failuresInRow());
        assertEquals(Change.OPENED, breaker.failed(Pass.NORMAL, 0));
    }

    @Test
    void periodicProbe_doesNotWaitForTheOneBefore() {
        CircuitBreaker periodic = CircuitBreaker.withPeriod(() -> now, Duration.ofMillis(500));
        for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
            assertEquals(Pass.NORMAL, periodic.enter());
            periodic.failed(Pass.NORMAL, 0);
        }
        assertNull(periodic.enter());
        advance(Duration.ofMillis(500));
        assertEquals(Pass.PROBE, periodic.enter());
        assertNull(periodic.enter());
        advance(Duration.ofMillis(499));
        periodic.failed(Pass.PROBE, 0);
        advance(Duration.ofMillis(1));
        assertEquals(Pass.PROBE, periodic.enter(), "a late failure does not put the next probe off");
        advance(Duration.ofMillis(500));
        assertEquals(Pass.PROBE, periodic.enter(), "the one before is still under way");
        assertEquals(Change.CLOSED, periodic.succeeded());
        assertEquals(Pass.NORMAL, periodic.enter());
    }

    @Test
    void successOfACallFromBefore_closesIt() {
        open();
        assertEquals(Change.CLOSED, breaker.succeeded());
        assertEquals(Pass.NORMAL, enter());
    }
}
