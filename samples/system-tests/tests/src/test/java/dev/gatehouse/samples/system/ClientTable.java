package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of clients and operations in the documentation, and what a client prints if an operation works. */
final class ClientTable {

    private static final Path PAGE = Path.of(System.getProperty("basedir"))
            .resolve("../../../docs/clients.md")
            .normalize();

    /** The operation works. */
    private static final String WORKS = "yes";
    /** The client has the operation, and a defect of its own. */
    private static final String DEFECT = "client";
    /** The client has no such operation. */
    private static final String ABSENT = "–";

    /** What a client prints for each operation. */
    private static final Map<String, String> OUTCOMES = outcomes();

    private final Map<String, List<String>> rows;

    private ClientTable(Map<String, List<String>> rows) {
        this.rows = rows;
    }

    private static Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put("search", "10 tasks");
        outcomes.put("page", "forward and back");
        outcomes.put("filter", "fits");
        outcomes.put("get", "same");
        outcomes.put("variables", "some");
        outcomes.put("variable", "same");
        outcomes.put("form", "read");
        outcomes.put("claim", "demo");
        outcomes.put("unclaim", "unassigned");
        outcomes.put("claim again", "demo");
        outcomes.put("drafts", "saved");
        outcomes.put("complete", "done");
        outcomes.put("state", "COMPLETED");
        outcomes.put("unknown task", "refused");
        outcomes.put("definitions", "some");
        outcomes.put("definition", "same");
        outcomes.put("model", "read");
        for (String nothing : List.of(
                "instances", "incidents", "flow nodes", "decisions", "decision instances", "decision requirements")) {
            outcomes.put(nothing, "none");
        }
        return outcomes;
    }

    static ClientTable read() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| ")) {
                List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList();
                rows.put(cells.get(0), cells.subList(1, cells.size()));
            }
        }
        return new ClientTable(rows);
    }

    /** Fails unless the client did what its column says. */
    void check(String client, List<String> lines) {
        List<String> clients = rows.get("Operation");
        int column = clients.indexOf(client);
        assertTrue(column >= 0, () -> client + " is not among " + clients);
        Map<String, String> printed = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon > 0 && OUTCOMES.containsKey(line.substring(0, colon))) {
                printed.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        Map<String, String> seen = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        OUTCOMES.forEach((operation, outcome) -> {
            String cell = rows.getOrDefault(operation, List.of()).stream()
                    .skip(column)
                    .findFirst()
                    .orElse("no row");
            expected.put(operation, cell);
            String was = printed.get(operation);
            seen.put(operation, was == null ? ABSENT : was.equals(outcome) ? WORKS : cellOf(was, cell));
        });
        assertEquals(expected, seen, () -> String.join("\n", lines));
    }

    /** A defect of the client is documented as such; any other outcome is shown as it was. */
    private static String cellOf(String was, String documented) {
        return documented.equals(DEFECT) ? DEFECT : was;
    }
}
