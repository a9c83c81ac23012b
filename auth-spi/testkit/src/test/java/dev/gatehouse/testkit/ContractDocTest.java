package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/contract.md lists is what there is. */
class ContractDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir"))
            .resolve("../../docs/contract.md")
            .normalize();

    @Test
    void rules_areListedInTheirOrderAndWords() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            expected.add("| `" + rule.name() + "` | " + rule.text() + " |");
        }
        List<String> listed = lines().filter(line -> line.matches("\\| `[A-Z0-9_]+` \\|.*"))
                .map(line -> line.substring(0, line.indexOf(" |", line.indexOf(" | ") + 3) + 2))
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", listed));
    }

    @Test
    void methods_areListed() throws IOException {
        String page = Files.readString(PAGE);
        for (Method method : MechanismUnderTest.class.getDeclaredMethods()) {
            boolean ofCreation = List.of("factory", "settings", "context").contains(method.getName());
            assertTrue(ofCreation || page.contains("`" + method.getName() + "`"), method.getName());
        }
    }

    @Test
    void unseenBugs_areListed() throws IOException {
        for (PlantedBug bug : UnseenBugs.all()) {
            assertTrue(lines().anyMatch(line -> line.startsWith("| " + bug.name() + " |")), bug::name);
        }
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(PAGE).stream();
    }
}
