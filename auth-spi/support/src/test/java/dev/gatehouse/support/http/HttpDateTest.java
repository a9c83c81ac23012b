package dev.gatehouse.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    @Test
    void date_isRead() {
        assertEquals(Instant.parse("2026-01-01T00:10:00Z"), HttpDate.parse("Thu, 01 Jan 2026 00:10:00 GMT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-01-01T00:00:00Z", "Thu, 32 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026"})
    void anotherString_isNoDate(String text) {
        assertNull(HttpDate.parse(text));
    }
}
