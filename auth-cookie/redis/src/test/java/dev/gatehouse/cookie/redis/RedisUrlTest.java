package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, localhost, 6379, false, 0",
        "redis://redis_1:7000/3, redis_1, 7000, false, 3",
        "rediss://cache.example:6380/, cache.example, 6380, true, 0",
        "rediss://[2001:db8::1]:6380/0, 2001:db8::1, 6380, true, 0",
        "redis://10.0.0.1/15, 10.0.0.1, 6379, false, 15"
    })
    void url_isParsed(String text, String host, int port, boolean tls, int database) {
        assertEquals(new RedisUrl(host, port, tls, database), RedisUrl.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://localhost",
                "REDIS://localhost",
                "redis://",
                "redis://host:0",
                "redis://host:65536",
                "redis://host:99999999999",
                "redis://host/x",
                "redis://host/-1",
                "redis://host/0/1",
                "redis://host?password=geheim",
                "redis://host#x",
                "redis://:geheim@host",
                "redis://user:geheim@host",
                "redis://a,b",
                "redis://a b",
                "redis://host\r\nx",
                "redis+sentinel://host/geheim"
            })
    void invalidUrl_isRefusedAndNotRepeated(String text) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> RedisUrl.parse(text))
                .getMessage());
        assertFalse(message.contains("geheim"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false",
        "redis://127.0.0.1, false",
        "redis://127.1.2.3, false",
        "redis://[::1], false",
        "rediss://cache.example, false",
        "redis://cache.example, true",
        "redis://10.0.0.1, true",
        "redis://127.0.0.1.example.com, true",
        "redis://localhost.example.com, true",
        "redis://[::2], true"
    })
    void plaintextToAnotherMachine_isReadableInTransit(String text, boolean readable) {
        assertEquals(readable, RedisUrl.parse(text).readableInTransit());
    }

    @Test
    void errorReply_doesNotRepeatArguments() {
        RedisErrorException refusal =
                new RedisErrorException("ERR unknown command `AUTH`, with args beginning with: `geheim`, \r\nmore");
        assertEquals("ERR unknown command `AUTH`", refusal.getMessage());
        assertEquals("ERR wrong", new RedisErrorException("ERR wrong\r\ngeheim").getMessage());
    }
}
