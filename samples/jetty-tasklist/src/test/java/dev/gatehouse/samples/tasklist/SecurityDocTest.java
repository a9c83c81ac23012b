package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The security documents name tests that exist, for every guarantee and every requirement. */
class SecurityDocTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final String ASVS = "docs/asvs.md";
    private static final String THREATS = "THREAT-MODEL.md";
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Contract|Fuzz))(?:#(\\w+))?`");
    private static final Pattern ID = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final String NO_TEST = "No test: ";

    /**
     * The requirements of levels 1 and 2 in OWASP ASVS 5.0.0: for each section the number of the last one. Those of
     * level 3 have the highest numbers in their section.
     */
    private static final String SECTIONS = """
            1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
            5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
            8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3
            11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3
            15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2""";

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", THREATS, ASVS})
    void namedTests_exist(String page) throws IOException {
        Map<String, String> sources = testSources();
        List<MatchResult> named =
                TEST.matcher(Files.readString(ROOT.resolve(page))).results().toList();
        List<String> missing = named.stream()
                .filter(test -> !exists(test, sources))
                .map(MatchResult::group)
                .toList();

        assertEquals(List.of(), missing, page + " names tests that do not exist; name those that show it now");
        assertTrue(named.size() >= 5, page);
    }

    @Test
    void everyGuarantee_namesATest() throws IOException {
        List<List<String>> guarantees = rows(THREATS, "G\\d+");

        assertTrue(guarantees.size() > 20, "guarantees: " + guarantees.size());
        guarantees.forEach(row ->
                assertTrue(TEST.matcher(row.get(row.size() - 1)).find(), () -> "no test in " + row));
    }

    @Test
    void everyRequirement_hasATestOrAReason() throws IOException {
        for (List<String> row : rows(ASVS, ID.pattern())) {
            assertEquals(6, row.size(), row::toString);
            String shown = row.get(5);
            assertTrue(TEST.matcher(shown).find() || shown.startsWith(NO_TEST), () -> "no test or reason in " + row);
        }
    }

    @Test
    void everyRequirementOfLevels1And2_isInTheTableOnce() throws IOException {
        List<String> listed = new ArrayList<>();
        rows(ASVS, ID.pattern()).forEach(row -> listed.add(row.get(0)));
        rows(ASVS, "Not applicable")
                .forEach(row -> ID.matcher(row.get(1)).results().forEach(id -> listed.add(id.group())));
        List<String> expected = new ArrayList<>();
        for (String section : SECTIONS.split("\\s+")) {
            int colon = section.indexOf(':');
            for (int i = 1; i <= Integer.parseInt(section.substring(colon + 1)); i++) {
                expected.add(section.substring(0, colon) + "." + i);
            }
        }

        assertEquals(new TreeSet<>(expected), new TreeSet<>(listed));
        assertEquals(expected.size(), listed.size(), "a requirement is listed twice");
    }

    /** Returns the cells of the table rows whose first cell matches. */
    private static List<List<String>> rows(String page, String first) throws IOException {
        return Files.readAllLines(ROOT.resolve(page)).stream()
                .filter(line -> line.matches("\\| " + first + " \\|.*"))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
    }

    private static boolean exists(MatchResult test, Map<String, String> sources) {
        String source = sources.get(test.group(1));
        return source != null && (test.group(2) == null || source.contains(" " + test.group(2) + "("));
    }

    /** Returns the sources of tests, and of the contracts that tests implement, by class. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path source : Docs.files(ROOT, ".java")) {
            String path = source.toString();
            if (path.contains("/src/test/java/") || path.contains("testkit/src/main/java/")) {
                String name = source.getFileName().toString();
                sources.merge(name.substring(0, name.length() - 5), Files.readString(source), String::concat);
            }
        }
        return sources;
    }
}
