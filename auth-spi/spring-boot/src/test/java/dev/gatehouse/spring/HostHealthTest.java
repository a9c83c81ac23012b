package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.Health;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostHealthTest {

    @Test
    void degradedPart_isUpWithItsReason() {
        assertEquals(
                new HostHealth("UP", Map.of("jwt", "DEGRADED: keys are old", "cookie", "UP")),
                HostHealth.of(Map.of("jwt", new Health(Health.State.DEGRADED, "keys are old"), "cookie", Health.up())));
    }

    @Test
    void partIsDown_hostIsDown() {
        assertEquals(
                new HostHealth("DOWN", Map.of("jwt", "DOWN", "cookie", "UP")),
                HostHealth.of(Map.of("jwt", new Health(Health.State.DOWN, ""), "cookie", Health.up())));
    }
}
