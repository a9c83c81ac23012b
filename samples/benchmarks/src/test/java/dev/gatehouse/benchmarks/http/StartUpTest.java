package dev.gatehouse.benchmarks.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartUpTest {

    @Test
    void startedServer_hasUsedTime() throws Exception {
        BenchmarkKey key = BenchmarkKey.generate("RS256");

        StartUp start = StartUp.once(Site.BARE, key, key.write(), List.of());

        assertTrue(start.cpuMillis() > 0, start.toString());
    }
}
