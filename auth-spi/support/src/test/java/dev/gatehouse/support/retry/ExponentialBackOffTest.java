package dev.gatehouse.support.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialBackOffTest {

    private static Duration delay(int failures, double jitter, double random, Duration askedFor) {
        return new ExponentialBackOff(
                        Duration.ofSeconds(1), Duration.ofSeconds(60), jitter, Duration.ofMinutes(5), () -> random)
                .delay(failures, askedFor);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "100, 60", "2147483647, 60"})
    void wait_doublesUpToTheLongest(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), delay(failures, 0, 0.9, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4000", "0.5, 0, 2000", "0.5, 0.5, 3000", "1, 0, 0", "1, 0.25, 1000"})
    void jitter_isThePartThatIsRandom(double jitter, double random, long millis) {
        assertEquals(Duration.ofMillis(millis), delay(3, jitter, random, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "3, 4", "30, 30", "300, 300", "301, 300"})
    void askedFor_isObeyedUpToItsLimit(long askedFor, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), delay(3, 0, 0, Duration.ofSeconds(askedFor)));
    }

    @Test
    void longestFirstWait_doesNotOverflow() {
        ExponentialBackOff backOff =
                new ExponentialBackOff(Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO, () -> 0);
        assertEquals(Duration.ofDays(7), backOff.delay(1000, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.1S"})
    void firstWaitOutOfRange_isRefused(Duration first) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ExponentialBackOff(first, Duration.ofDays(1), 0, Duration.ZERO, () -> 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void jitterOutOfRange_isRefused(double jitter) {
        assertThrows(IllegalArgumentException.class, () -> delay(1, jitter, 0, Duration.ZERO));
    }
}
