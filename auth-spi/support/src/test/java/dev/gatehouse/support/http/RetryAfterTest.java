package dev.gatehouse.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static Duration read(Map<String, List<String>> headers) {
        return RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true), CLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "90, 90",
        "' 90 ', 90",
        "3600, 3600",
        "3601, 3600",
        "999999999, 3600",
        "99999999999999999999, 3600"
    })
    void seconds_areBounded(String text, long expected) {
        assertEquals(Duration.ofSeconds(expected), read(Map.of("Retry-After", List.of(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-5", "1.5", "soon", "\u0661", "Thu, 32 Jan 2026 00:00:00 GMT"})
    void malformedHeader_saysNothing(String text) {
        assertNull(read(Map.of("Retry-After", List.of(text))));
        assertNull(read(Map.of()));
    }

    @Test
    void date_countsFromTheClock() {
        assertEquals(Duration.ofMinutes(10), read(Map.of("Retry-After", List.of("Thu, 01 Jan 2026 00:10:00 GMT"))));
        assertEquals(Duration.ZERO, read(Map.of("Retry-After", List.of("Wed, 31 Dec 2025 23:00:00 GMT"))));
        assertEquals(Duration.ofHours(1), read(Map.of("Retry-After", List.of("Fri, 01 Jan 2027 00:00:00 GMT"))));
    }

    @Test
    void date_countsFromTheDateOfTheAnswer() {
        assertEquals(
                Duration.ofMinutes(1),
                read(Map.of(
                        "Retry-After",
                        List.of("Thu, 01 Jan 2026 00:10:00 GMT"),
                        "Date",
                        List.of("Thu, 01 Jan 2026 00:09:00 GMT"))));
    }
}
