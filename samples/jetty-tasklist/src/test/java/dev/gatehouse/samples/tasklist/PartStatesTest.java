package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.samples.tasklist.status.StatusPage;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Health.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartStatesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<Map<String, Health>> mechanisms =
            new AtomicReference<>(Map.of("jwt", Health.up(), "cookie", Health.up()));
    private final AtomicReference<Map<String, Health>> tasks = new AtomicReference<>(Map.of("tasks", Health.up()));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final PartStates states = new PartStates(clock, List.of(mechanisms::get, tasks::get));

    @AfterEach
    void close() {
        states.close();
    }

    private static Health down(String why) {
        return new Health(State.DOWN, why);
    }

    @Test
    void change_isDatedAndExplained() {
        now.set(START.plusSeconds(60));
        mechanisms.set(Map.of("jwt", down("no keys"), "cookie", Health.up()));
        states.ask();
        now.set(START.plusSeconds(90));
        mechanisms.set(Map.of("jwt", down("no keys, connection refused"), "cookie", Health.up()));
        states.ask();

        Map<String, PartStates.Part> parts = states.parts();
        assertEquals(
                new PartStates.Part(State.DOWN, START.plusSeconds(60), "no keys, connection refused"),
                parts.get("jwt"));
        assertEquals(new PartStates.Part(State.UP, START, ""), parts.get("cookie"));
        assertEquals(State.DOWN, PartStates.worst(parts));

        now.set(START.plusSeconds(120));
        mechanisms.set(Map.of("jwt", Health.up(), "cookie", Health.up()));
        states.ask();
        assertEquals(
                new PartStates.Part(State.UP, START.plusSeconds(120), ""),
                states.parts().get("jwt"));
    }

    @Test
    void partThatStarts_isNotToldToBeDown() {
        mechanisms.set(Map.of("jwt", down("no keys yet")));
        try (Logs logs = Logs.of(PartStates.class);
                PartStates starting = new PartStates(clock, List.of(mechanisms::get))) {
            now.set(START.plusSeconds(1));
            starting.ask();
            assertEquals(State.DOWN, PartStates.worst(starting.parts()));
            mechanisms.set(Map.of("jwt", Health.up()));
            now.set(START.plusSeconds(2));
            starting.ask();

            assertEquals(List.of("INFO jwt is not up yet: no keys yet", "INFO jwt is UP after 2 s"), logs.lines());
        }
    }

    @Test
    void partThatDoesNotStart_isDownOnceAfterFiveSeconds() {
        mechanisms.set(Map.of("jwt", down("no keys yet")));
        try (Logs logs = Logs.of(PartStates.class);
                PartStates starting = new PartStates(clock, List.of(mechanisms::get))) {
            mechanisms.set(Map.of("jwt", down("no keys; connection refused")));
            for (int second = 1; second <= 10; second++) {
                now.set(START.plusSeconds(second));
                starting.ask();
                assertEquals(second < 5 ? 1 : 2, logs.lines().size());
            }
            mechanisms.set(Map.of("jwt", Health.up()));
            starting.ask();

            assertEquals(
                    List.of(
                            "INFO jwt is not up yet: no keys yet",
                            "WARN jwt is DOWN: no keys; connection refused",
                            "INFO jwt is UP after 10 s"),
                    logs.lines());
        }
    }

    @Test
    void recovery_tellsHowLongThePartWasNotUp() {
        try (Logs logs = Logs.of(PartStates.class)) {
            mechanisms.set(Map.of("jwt", new Health(State.DEGRADED, "old keys"), "cookie", Health.up()));
            states.ask();
            now.set(START.plusSeconds(600));
            mechanisms.set(Map.of("jwt", down("no keys"), "cookie", down("no store")));
            states.ask();
            now.set(START.plusSeconds(720));
            mechanisms.set(Map.of("jwt", Health.up(), "cookie", Health.up()));
            states.ask();

            assertEquals(
                    List.of(
                            "WARN jwt is DEGRADED: old keys",
                            "WARN jwt is DOWN: no keys",
                            "INFO jwt is UP again after 12 min"),
                    logs.lines().stream().filter(line -> line.contains("jwt")).toList());
            assertTrue(logs.lines().contains("INFO cookie is UP again after 2 min"), logs.lines()::toString);
        }
    }

    @Test
    void partThatAReloadRemoved_isGone() {
        mechanisms.set(Map.of("jwt", Health.up()));
        states.ask();

        assertEquals(java.util.Set.of("jwt", "tasks"), states.parts().keySet());
    }

    @Test
    void worstState_isThatOfTheWorstPart() {
        assertEquals(State.UP, PartStates.worst(Map.of()));
        tasks.set(Map.of("tasks", new Health(State.DEGRADED, "busy")));
        states.ask();
        assertEquals(State.DEGRADED, PartStates.worst(states.parts()));
    }

    @Test
    void sourceThatHangs_doesNotHideTheOthers() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicReference<Runnable> wait = new AtomicReference<>(() -> {});
        CountDownLatch asked = new CountDownLatch(3);
        PartStates watched = new PartStates(
                clock,
                List.of(
                        () -> {
                            wait.get().run();
                            return Map.of("tasks", Health.up());
                        },
                        () -> {
                            if (hanging.getCount() == 0) {
                                asked.countDown();
                            }
                            return mechanisms.get();
                        }));
        wait.set(() -> {
            hanging.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            watched.watch();
            hanging.await();
            mechanisms.set(Map.of("jwt", down("no keys")));
            asked.await();

            assertEquals(State.DOWN, watched.parts().get("jwt").state());
        } finally {
            released.countDown();
            watched.close();
        }
    }

    @Test
    void sourceThatThrows_isAskedAgain() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        PartStates moody = new PartStates(clock, List.of(() -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return mechanisms.get();
        }));
        failure.set(new IllegalStateException("no"));
        moody.ask();
        failure.set(null);
        mechanisms.set(Map.of("jwt", down("no keys")));
        moody.ask();

        assertEquals(State.DOWN, PartStates.worst(moody.parts()));
        moody.close();
    }

    @Test
    void statusPage_isJsonWhateverTheDetailsContain() {
        mechanisms.set(Map.of("jwt", down("\"quoted\"\n\\back\u0001")));
        states.ask();
        StatusPage page = new StatusPage(states, Path.of("conf/a \"b\".properties"), clock);
        now.set(START.plusSeconds(3));

        var json = Http.json(page.json());

        assertEquals("DOWN", json.get("state").asText());
        assertEquals(3, json.get("uptimeSeconds").asLong());
        assertTrue(json.get("settingsFile").asText().endsWith("conf/a \"b\".properties"), json::toString);
        assertEquals("\"quoted\"\n\\back\u0001", json.at("/parts/jwt/why").asText());
        assertEquals(START.toString(), json.at("/parts/jwt/since").asText());
        assertFalse(json.get("version").asText().isEmpty());
    }
}
