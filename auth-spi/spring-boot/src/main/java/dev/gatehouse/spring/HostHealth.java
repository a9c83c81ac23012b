package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Health;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of the host in the words of the actuator.
 *
 * @param status {@code DOWN} if a part is down, else {@code UP}: a degraded part still decides
 * @param details the state of each part, with a sentence if there is one; only shown where the actuator is told to
 */
record HostHealth(String status, Map<String, Object> details) {

    static HostHealth of(Gatehouse gatehouse) {
        return of(gatehouse.health());
    }

    static HostHealth of(Map<String, Health> parts) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean down = false;
        for (Map.Entry<String, Health> part : parts.entrySet()) {
            Health health = part.getValue();
            down |= health.state() == Health.State.DOWN;
            String state = health.state().name();
            details.put(part.getKey(), health.detail().isEmpty() ? state : state + ": " + health.detail());
        }
        return new HostHealth(down ? "DOWN" : "UP", details);
    }
}
