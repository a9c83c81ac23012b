package dev.gatehouse.idp.faults;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response of an endpoint before faults are applied. The body is never modified.
 *
 * @since 0.1
 */
@Internal
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static Answer json(int status, Map<String, ?> body) {
        return of(status, "application/json", JSONObjectUtils.toJSONString(body));
    }

    public static Answer html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page)
                .with("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
                .with("Referrer-Policy", "no-referrer");
    }

    public static Answer redirect(int status, String location) {
        return new Answer(status, Map.of("Cache-Control", "no-store", "Location", location), new byte[0]);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of("Cache-Control", "no-store"), new byte[0]);
    }

    static Answer of(int status, String contentType, String text) {
        return new Answer(
                status,
                Map.of(
                        "Content-Type",
                        contentType,
                        "Cache-Control",
                        "no-store",
                        "Pragma",
                        "no-cache",
                        "X-Content-Type-Options",
                        "nosniff"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name, value);
        return new Answer(status, copy, body);
    }

    /** For documents that clients may cache if they revalidate them before each use. */
    public Answer revalidated() {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put("Cache-Control", "no-cache");
        copy.remove("Pragma");
        return new Answer(status, copy, body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Answer withBody(byte[] replacement) {
        return new Answer(status, headers, replacement);
    }

    /** Shows the status and the size only, because bodies contain tokens. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
