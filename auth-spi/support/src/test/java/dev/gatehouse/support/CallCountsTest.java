package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.Measurement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCountsTest {

    private final CallCounts counts = new CallCounts();

    @Test
    void endedCalls_areAddedUp() {
        counts.ended(Duration.ofMillis(1500).toNanos(), true);
        counts.ended(Duration.ofMillis(500).toNanos(), false);
        counts.ended(-5, true);

        assertEquals(
                List.of(
                        Measurement.counter("x.calls", 3),
                        Measurement.counter("x.failures", 1),
                        Measurement.counter("x.seconds", 2)),
                counts.measurements("x"));
    }

    @Test
    void exception_isAFailureAndIsThrown() {
        assertEquals("answer", counts.counting(() -> "answer"));
        assertThrows(
                IllegalStateException.class,
                () -> counts.counting(() -> {
                    throw new IllegalStateException("no");
                }));

        assertEquals(2, counts.measurements("x").get(0).value());
        assertEquals(1, counts.measurements("x").get(1).value());
    }
}
