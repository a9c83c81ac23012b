package dev.gatehouse.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.benchmarks.logins.Arm;
import dev.gatehouse.benchmarks.logins.LoginRun;
import dev.gatehouse.benchmarks.logins.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginsTest {

    @Test
    void refusedLogins_areCountedForEveryKindAndAnsweredAlike() throws Exception {
        try (LoginRun run = new LoginRun(2)) {
            Samples samples = run.run(1, 2, Duration.ofDays(1), round -> {});
            for (Arm arm : Arm.values()) {
                assertEquals(2, samples.wall(arm).size());
                assertTrue(samples.cpu(arm).get(0) > 0);
            }
            assertEquals(1, samples.answers().size(), samples.answers().toString());
            String answer = samples.answers().iterator().next();
            assertTrue(answer.startsWith("HTTP/1.1 401") && answer.endsWith("{\"message\":\"\"}"), answer);
            assertTrue(Logins.block(samples).contains("Different answers"), "the page");
        }
    }
}
