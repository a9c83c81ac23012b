package dev.gatehouse.samples.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every mechanism in every state, on every kind of path, with every method and by every kind of dispatch. The expected
 * outcomes are one table for all containers. Then come the requests of {@link HostileRun}.
 */
class ContainerMatrixTest {

    private static final Path TABLE =
            Path.of(System.getProperty("basedir")).resolve("src/test/resources/decisions.txt");

    private static Rig rig;
    /** Made once, since they need keys and log-ins. */
    private static List<Credential> credentials;

    @BeforeAll
    static void start() throws IOException {
        rig = new Rig(TestContainer::start);
        credentials = new Credentials(rig).all();
    }

    @AfterAll
    static void stop() throws IOException {
        rig.close();
    }

    @Test
    void container_isTheOneOfThisRun() {
        String server = String.valueOf(rig.application.server());
        assertTrue(server.startsWith(System.getProperty("container.server", "jetty/")), server);
    }

    @Test
    void everyRow_hasTheSameOutcomeOnAllContainers() throws Exception {
        String table = table();
        if (Boolean.getBoolean("containers.update")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(Files.readString(TABLE), table);
        assertEquals(0, rig.droppedDecisions());
    }

    @Test
    void hostileRequests_enterNothing() throws Exception {
        int decided = HostileRun.on(rig, credentials);
        assertEquals(0, rig.droppedDecisions());
        assertTrue(decided > HostileRun.COUNT / 3, () -> "only " + decided + " requests reached the host");
    }

    private static String table() throws Exception {
        StringBuilder text = new StringBuilder();
        try (Exchange exchange = new Exchange(rig.port())) {
            rig.forget(exchange);
            for (Credential credential : credentials) {
                text.append("\n# ").append(credential.name()).append('\n');
                Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
                for (MatrixRow row : MatrixRow.all()) {
                    groups.computeIfAbsent(row.group(), group -> new LinkedHashMap<>())
                            .computeIfAbsent(outcome(exchange, row, credential), outcome -> new ArrayList<>())
                            .add(row.label());
                }
                groups.forEach((group, outcomes) -> outcomes.forEach((outcome, labels) -> text.append(group)
                        .append(" | ")
                        .append(String.join(" ", labels))
                        .append(" | ")
                        .append(outcome)
                        .append('\n')));
            }
        }
        return text.substring(1);
    }

    private static String outcome(Exchange exchange, MatrixRow row, Credential credential) throws Exception {
        int status = exchange.send(row.request(credential));
        exchange.send(Rig.sentinel("row"));
        List<Decision> decisions = rig.decisionsBefore("row");
        List<String> entries = rig.application.entries();
        String what = credential + ": " + row.head();
        if (!row.admits(credential)) {
            assertTrue(status >= 400, what + " answered " + status);
            entries.remove("in");
            assertEquals(List.of(), entries, what);
        }
        assertFalse(decisions.isEmpty(), what);
        if (row.admits(credential) && credential.grants() != Credential.Grant.NOTHING) {
            assertTrue(decisions.stream().allMatch(made -> made.outcome() == Decision.Outcome.ADMITTED), what);
            assertEquals(row.needs() == MatrixRow.Needs.NOTHING, entries.isEmpty(), what);
        }
        return status + " | " + Exchange.text(decisions) + " | "
                + (entries.isEmpty() ? "-" : String.join(" ", entries));
    }
}
