package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "86399, 23 h",
        "86400, 1 d",
        "250000000000, 2893518 d"
    })
    void time_isInTheLargestUnitThatFits(long seconds, String expected) {
        assertEquals(expected, Elapsed.of(Duration.ofSeconds(seconds)));
    }
}
