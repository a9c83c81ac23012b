package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

    @ParameterizedTest
    @ValueSource(strings = {"keys", "keys.age.seconds", "a1.b2", "x.y.z"})
    void name_isWordsWithDots(String name) {
        assertEquals(name, Measurement.gauge(name, 1).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "A", "a_b", "a-b", "1a", "a b", "a\n", "\u00e4", "a.1b"})
    void otherName_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Measurement.gauge(name, 1));
    }

    @Test
    void longNameAndNoNumber_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> Measurement.gauge("a".repeat(65), 1));
        assertThrows(IllegalArgumentException.class, () -> Measurement.gauge("a", Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "part", "Issuer", "a.b", "a-b", "012345678901234567890123456789012"})
    void otherLabel_isRefused(String key) {
        Measurement measurement = Measurement.counter("a", 1);

        assertThrows(IllegalArgumentException.class, () -> measurement.with(key, "x"));
    }

    @Test
    void labels_areCopiedAndAdded() {
        Map<String, String> labels = new HashMap<>(Map.of("issuer", "a"));
        Measurement measurement = new Measurement("a", Measurement.Kind.GAUGE, 1, labels);
        labels.put("more", "b");

        assertEquals(Map.of("issuer", "a"), measurement.labels());
        assertEquals(
                Map.of("issuer", "a", "provider", "p"),
                measurement.with("provider", "p").labels());
        assertThrows(
                UnsupportedOperationException.class, () -> measurement.labels().put("x", "y"));
    }
}
