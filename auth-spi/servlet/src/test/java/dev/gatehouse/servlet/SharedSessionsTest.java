package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.servlet.mechanism.SharedSessions;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedSessionsTest {

    private static SharedSessions answering(Supplier<@Nullable Object> answer) {
        Sessions sessions = (Sessions) Proxy.newProxyInstance(
                SharedSessionsTest.class.getClassLoader(),
                new Class<?>[] {Sessions.class},
                (proxy, method, arguments) -> answer.get());
        return new SharedSessions(sessions);
    }

    @Test
    void healthThatThrows_isDownAndTellsNothing() {
        Health health = answering(() -> {
                    throw new IllegalStateException("store at db.internal:5432 with password opensesame");
                })
                .health();

        assertEquals(Health.State.DOWN, health.state());
        assertFalse(health.detail().contains("opensesame"), health.detail());
    }

    @Test
    void healthThatIsNull_isDown() {
        assertEquals(Health.State.DOWN, answering(() -> null).health().state());
    }

    @Test
    void health_isPassedOn() {
        Health degraded = new Health(Health.State.DEGRADED, "one of two nodes");
        assertEquals(degraded, answering(() -> degraded).health());
    }

    @Test
    void closeThatThrows_staysHere() {
        SharedSessions sessions = answering(() -> {
            throw new IllegalStateException("closed twice");
        });
        assertDoesNotThrow(sessions::close);
    }
}
