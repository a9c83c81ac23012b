package dev.gatehouse.support.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://example.com",
                "http://localhost:8080/x",
                "http://LOCALHOST",
                "http://127.0.0.1",
                "http://127.1.2.3:80",
                "http://[::1]:80"
            })
    void tlsOrThisMachine_isNotBeyond(String uri) {
        assertFalse(PlainHttp.beyondLoopback(URI.create(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "HTTP://example.com",
                "http://127.0.0.1.example.com",
                "http://127.0.0.999",
                "http://localhost.example.com",
                "http://10.0.0.1",
                "http://[::2]",
                "http:opaque",
                "//example.com",
                "relative"
            })
    void otherMachine_isBeyond(String uri) {
        assertTrue(PlainHttp.beyondLoopback(URI.create(uri)));
    }

    @Test
    void host_isTakenWithOrWithoutBrackets() {
        assertTrue(PlainHttp.isLoopback("::1"));
        assertTrue(PlainHttp.isLoopback("[::1]"));
        assertFalse(PlainHttp.isLoopback("[127.0.0.1]"));
        assertFalse(PlainHttp.isLoopback("["));
        assertFalse(PlainHttp.isLoopback(""));
    }
}
