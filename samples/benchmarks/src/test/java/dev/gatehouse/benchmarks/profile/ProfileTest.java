package dev.gatehouse.benchmarks.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void garbage_isPutDownToWhoMadeIt() throws Exception {
        Map<String, Double> bytes =
                Profile.of(Workload.EXPIRED, Duration.ofSeconds(1)).bytes();
        assertTrue(bytes.containsKey("`support.json.StrictJson`"), bytes::toString);
        assertTrue(bytes.containsKey("Jackson: parsing JSON"), bytes::toString);
        assertEquals(1, bytes.values().stream().mapToDouble(share -> share).sum(), 1e-9);
    }
}
