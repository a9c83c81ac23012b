package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.CircuitBreaker.Change;
import dev.gatehouse.jwt.CircuitBreaker.Pass;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final ManualKeyClock clock = new ManualKeyClock();
    private final CircuitBreaker breaker = new CircuitBreaker(clock);

    @BeforeEach
    void longestJitter() {
        clock.random(0.999999);
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
        clock.advance(Duration.ofMillis(990));
        assertNull(enter());
        assertEquals(Duration.ofSeconds(1), breaker.retryAfter());
        clock.advance(Duration.ofMillis(20));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void probe_isOneAlone() {
        open();
        clock.advance(Duration.ofSeconds(2));
        assertEquals(Pass.PROBE, enter());
        assertNull(enter());
        clock.advance(Duration.ofMinutes(1));
        assertNull(enter());
    }

    @Test
    void probeThatSucceeds_closesIt() {
        open();
        clock.advance(Duration.ofSeconds(2));
        enter();
        assertEquals(Change.CLOSED, breaker.succeeded());
        assertEquals(Pass.NORMAL, enter());
        assertEquals(0, breaker.failuresInRow());
        open();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter(), "the back-off begins anew");
    }

    @Test
    void probesThatFail_growTheWaitUpToFourSeconds() {
        open();
        long[] waits = {1000, 2000, 4000, 4000, 4000};
        for (int i = 0; i < waits.length; i++) {
            clock.advance(Duration.ofMillis(waits[i] - 10));
            assertNull(enter(), "before wait " + i + " is over");
            clock.advance(Duration.ofMillis(10));
            assertEquals(Pass.PROBE, enter(), "after wait " + i);
            assertEquals(Change.NONE, breaker.failed(Pass.PROBE, 0));
        }
        assertTrue(breaker.isOpen());
    }

    @Test
    void jitter_shortensTheWaitByHalfAtMost() {
        clock.random(0);
        open();
        clock.advance(Duration.ofMillis(499));
        assertNull(enter());
        clock.advance(Duration.ofMillis(1));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void retryAfterOfTheBackEnd_isObeyedUpToAMinute() {
        for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
            breaker.failed(Pass.NORMAL, 3000);
        }
        assertEquals(Duration.ofSeconds(60), breaker.retryAfter());
        clock.advance(Duration.ofSeconds(59));
        assertNull(enter());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter());
    }

    @Test
    void failureOfACallFromBefore_doesNotCount() {
        open();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Pass.PROBE, enter());
        assertEquals(Change.NONE, breaker.failed(Pass.NORMAL, 60));
        assertNull(enter(), "the probe is still under way");
        breaker.succeeded();
        assertEquals(Pass.NORMAL, enter());
    }

    @Test
    void undeterminedProbe_leavesTheNextOneToTry() {
        open();
        clock.advance(Duration.ofSeconds(1));
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
}
