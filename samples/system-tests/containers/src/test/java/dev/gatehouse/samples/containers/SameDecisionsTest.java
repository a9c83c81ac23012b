package dev.gatehouse.samples.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares the decisions about hostile requests that {@link HostileRun} has written down on each container. */
class SameDecisionsTest {

    private static final int CONTAINERS = 6;

    @Test
    void requestsThatReachTheHost_areDecidedAlikeOnAllContainers() throws Exception {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Path file : DecisionFile.all()) {
            lines.put(String.valueOf(file.getFileName()), DecisionFile.read(file));
        }
        assertEquals(CONTAINERS, lines.size(), () -> "containers that ran: " + lines.keySet());
        int onAll = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < HostileRun.COUNT; i++) {
            Map<String, List<String>> outcomes = new LinkedHashMap<>();
            int decided = 0;
            for (Map.Entry<String, List<String>> container : lines.entrySet()) {
                String line = container.getValue().get(i);
                if (DecisionFile.isDecided(line)) {
                    decided++;
                    outcomes.computeIfAbsent(line, outcome -> new ArrayList<>()).add(container.getKey());
                }
            }
            onAll += decided == CONTAINERS ? 1 : 0;
            if (outcomes.size() > 1) {
                differences.add(i + ": " + outcomes);
            }
        }
        assertEquals(List.of(), differences, () -> differences.size() + " decisions differ");
        assertTrue(onAll > HostileRun.COUNT / 4, "only " + onAll + " requests were decided on all containers");
    }
}
