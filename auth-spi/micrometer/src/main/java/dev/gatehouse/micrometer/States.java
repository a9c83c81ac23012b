package dev.gatehouse.micrometer;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States as figures: 0 for up, 1 for degraded, 2 for down. Stateless. */
final class States {

    private States() {}

    static Map<String, List<Measurement>> of(Map<String, Health> health) {
        Map<String, List<Measurement>> states = new LinkedHashMap<>();
        health.forEach((part, state) -> states.put(part, List.of(Measurement.gauge("state", number(state.state())))));
        return states;
    }

    private static int number(Health.State state) {
        return switch (state) {
            case UP -> 0;
            case DEGRADED -> 1;
            case DOWN -> 2;
        };
    }
}
