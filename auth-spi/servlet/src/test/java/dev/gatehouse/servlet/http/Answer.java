package dev.gatehouse.servlet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * A response as it came over the wire; no test gets one that shows a secret.
 *
 * @param status the status
 * @param headers the header lines, name and value
 * @param body the body
 */
public record Answer(int status, List<Field> headers, String body) {

    /** One header line. */
    public record Field(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
        for (Field field : headers) {
            Canary.clean("a header", field.name() + ": " + field.value());
        }
        Canary.clean("a body", body);
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : headers) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Returns the value of a header that is there once; empty when it is absent. */
    public String header(String name) {
        List<String> values = all(name);
        assertTrue(values.size() < 2, () -> name + " stands there more than once: " + values);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Fails unless this is a refusal as the framework writes it. */
    public Answer assertProblem(int expected) {
        assertEquals(expected, status, () -> "status of " + this);
        assertEquals(
                "application/problem+json;charset=utf-8",
                header("Content-Type").toLowerCase(java.util.Locale.ROOT).replace(" ", ""));
        assertTrue(body.startsWith("{\"type\":\"about:blank\",\"title\":\""), body);
        assertTrue(body.contains("\"status\":" + expected + ","), body);
        for (String member : List.of("detail", "message", "instance")) {
            assertTrue(body.contains("\"" + member + "\":\""), () -> member + " in " + body);
        }
        assertEquals("no-store", header("Cache-Control"));
        assertEquals("nosniff", header("X-Content-Type-Options"));
        assertTrue(header("Content-Security-Policy").contains("frame-ancestors 'none'"));
        return this;
    }
}
