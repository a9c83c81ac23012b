package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerClockTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

    private final IssuerClock clock = new IssuerClock("https://issuer.example.com", Clock.fixed(NOW, ZoneOffset.UTC));

    private static HttpHeaders headers(String date, boolean cached) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Date", List.of(date));
        if (cached) {
            headers.put("Age", List.of("600"));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @ParameterizedTest
    @CsvSource({
        "'Thu, 01 Jan 2026 00:01:00 GMT', false",
        "'Thu, 01 Jan 2026 00:01:30 GMT', false",
        "'Thu, 01 Jan 2026 00:00:30 GMT', false",
        "'Thu, 01 Jan 2026 00:01:31 GMT', true",
        "'Thu, 01 Jan 2026 00:00:29 GMT', true",
        "'Thu, 01 Jan 2026 01:01:00 GMT', true"
    })
    void difference_isNoticedFromThirtySecondsOn(String date, boolean differs) {
        clock.seen(headers(date, false));
        assertEquals(differs, clock.differs());
    }

    @Test
    void answerOutOfACache_saysNothing() {
        clock.seen(headers("Thu, 01 Jan 2026 00:10:00 GMT", true));
        assertFalse(clock.differs());
    }

    @Test
    void correctedClock_isLogged() {
        clock.seen(headers("Thu, 01 Jan 2026 00:10:00 GMT", false));
        assertTrue(clock.differs());
        clock.seen(HttpHeaders.of(Map.of(), (name, value) -> true));
        assertTrue(clock.differs(), "nothing was said");
        clock.seen(headers("Thu, 01 Jan 2026 00:01:00 GMT", false));
        assertFalse(clock.differs());
    }
}
