package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefreshRateLimitTest {

    private static final long START = -7_000_000_000L;
    private final RefreshRateLimit budget = new RefreshRateLimit();

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }

    @Test
    void threeAtOnce_andNoFourth() {
        assertTrue(budget.take(at(0), 0));
        assertTrue(budget.take(at(0), 0));
        assertTrue(budget.take(at(1), 0));
        assertFalse(budget.take(at(2), 0));
    }

    @Test
    void askedAllTheTime_itGivesThreeInAnyMinuteAndOneIn30SecondsOnAverage() {
        int[] perSecond = new int[3_600];
        int all = 0;
        for (int second = 0; second < perSecond.length; second++) {
            for (int i = 0; i < 10; i++) {
                if (budget.take(at(second * 1_000L + i), 0)) {
                    perSecond[second]++;
                    all++;
                }
            }
        }
        for (int from = 0; from + 60 <= perSecond.length; from++) {
            int inMinute = 0;
            for (int second = from; second < from + 60; second++) {
                inMinute += perSecond[second];
            }
            assertTrue(inMinute <= 3, inMinute + " in the minute from second " + from);
        }
        assertTrue(all >= 115 && all <= 3 + 120, all + " in an hour");
    }

    @Test
    void whatIsToBeLeft_isLeft() {
        assertTrue(budget.take(at(0), 1));
        assertTrue(budget.take(at(0), 1));
        assertFalse(budget.take(at(0), 1));
        assertTrue(budget.take(at(0), 0));
    }

    @Test
    void longQuiet_givesNoMoreThanTheBurst() {
        int given = 0;
        budget.take(at(0), 0);
        for (int i = 0; i < 10; i++) {
            given += budget.take(at(86_400_000L), 0) ? 1 : 0;
        }
        assertEquals(3, given);
    }
}
