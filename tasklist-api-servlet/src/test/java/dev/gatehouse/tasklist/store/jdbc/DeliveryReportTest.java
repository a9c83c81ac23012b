package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.Health;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryReportTest {

    private static final Instant SINCE = Instant.parse("2026-03-02T02:58:31Z");
    private static final String DETAIL = "events of tasks are not delivered: 7 pending, the oldest since " + SINCE
            + ", 2 tasks wait for another attempt, 9 calls of the listener failed on this node";

    private static Health after(DeliveryStatus status, long seconds) {
        return DeliveryReport.health(status, SINCE.plusSeconds(seconds));
    }

    @Test
    void failedEvent_showsAtOnceAndDegradesAfterFiveMinutes() {
        DeliveryStatus failing = new DeliveryStatus(7, SINCE, 2, 40, 9);
        assertEquals(new Health(Health.State.UP, DETAIL), after(failing, 0));
        assertEquals(new Health(Health.State.UP, DETAIL), after(failing, 299));
        assertEquals(new Health(Health.State.DEGRADED, DETAIL), after(failing, 300));
    }

    @Test
    void eventsThatWaitForTheirTurn_areNoProblemUntilTheyAreOld() {
        DeliveryStatus queued = new DeliveryStatus(7, SINCE, 0, 40, 9);
        assertEquals(Health.up(), after(queued, 299));
        assertEquals(Health.State.DEGRADED, after(queued, 300).state());
    }

    @Test
    void pastFailures_areNoProblem() {
        assertEquals(Health.up(), after(new DeliveryStatus(0, null, 0, 40, 9), 1_000_000));
    }
}
