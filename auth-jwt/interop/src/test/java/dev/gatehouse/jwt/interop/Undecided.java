package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;

/**
 * The answer to a token that may be good. Clients throw away a token that was answered with 401; this says that
 * they shall come again.
 */
final class Undecided {

    private Undecided() {}

    static void check(HttpResponse<String> response, String about) {
        assertEquals(503, response.statusCode(), about);
        int seconds =
                Integer.parseInt(response.headers().firstValue("Retry-After").orElse("-1"));
        assertTrue(seconds > 0 && seconds <= 60, about + ", Retry-After: " + seconds);
        assertTrue(response.headers().allValues("WWW-Authenticate").isEmpty(), about);
        assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"), about);
    }
}
