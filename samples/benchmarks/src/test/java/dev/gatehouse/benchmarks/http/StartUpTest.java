package dev.gatehouse.benchmarks.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartUpTest {

    @Test
    void startedServer_hasUsedTime() throws Exception {
        BenchmarkKey key = BenchmarkKey.generate("RS256");

        StartUp start = StartUp.once(Site.BARE, key, key.write(), List.of());

        assertTrue(start.cpuMillis() > 0, start.toString());
    }

    @Test
    void everyServerThatIsMeasured_admitsAGoodToken() throws Exception {
        Map<Site, StartUp> starts = StartUp.measure(1, false, progress -> {});
        assertEquals(
                Set.of(
                        Site.BARE,
                        Site.GATEHOUSE_BEARER,
                        Site.GATEHOUSE_FETCHED_KEYS,
                        Site.PAC4J_BEARER,
                        Site.SPRING_BEARER),
                starts.keySet());
    }
}
