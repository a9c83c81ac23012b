package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.settings.ConfigurationPage.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason code in the code of a module is declared beside it, and the page is written from the declarations. */
class ReasonsDocTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final Path PAGE = ROOT.resolve("docs/reasons.md");
    private static final String UPDATE = "gatehouse.docs.update";
    private static final String REMEDY = "docs/reasons.md is stale. Write it anew with: mvn -pl samples/jetty-tasklist"
            + " -am test -Dtest=ReasonsDocTest -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE + "=true";
    private static final Pattern SETTING = Pattern.compile("\\bauth\\.[a-z.-]*[a-z](?:[.-]\\*)?");

    @Test
    void page_containsWhatTheModulesDeclare() throws IOException {
        List<ReasonDeclarations> modules = new ArrayList<>();
        for (Path module : modules()) {
            ReasonDeclarations declarations = ReasonDeclarations.of(module);
            if (!declarations.reasons().isEmpty() && !module.startsWith(ROOT.resolve("samples"))) {
                modules.add(declarations);
            }
        }
        modules.sort(Comparator.comparing(ReasonDeclarations::title));
        String expected = ReasonsPage.render(modules);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, expected);
        }

        assertEquals(expected, Files.exists(PAGE) ? Files.readString(PAGE) : "", REMEDY);
    }

    @Test
    void codesInTheCode_areThoseThatTheModuleDeclares() throws IOException {
        int codes = 0;
        for (Path module : modules()) {
            Set<String> declared = ReasonDeclarations.of(module).reasons().keySet();
            Set<String> used = ReasonUses.of(module).codes();
            codes += used.size();

            assertEquals(
                    Set.of(),
                    difference(used, declared),
                    () -> ROOT.relativize(module)
                            + ": declare these codes in src/main/resources/META-INF/gatehouse/reasons.properties");
            assertEquals(
                    Set.of(),
                    difference(declared, used),
                    () -> ROOT.relativize(module) + ": no code uses these declared codes; remove them");
        }

        assertTrue(codes > 90, "expected more than 90 codes, but found " + codes);
    }

    @Test
    void reasonInTheCode_isMadeOfALiteral() throws IOException {
        for (Path module : modules()) {
            assertEquals(
                    List.of(),
                    ReasonUses.of(module).unreadable(),
                    "make reasons with Reason.of and a string literal as their code, so that tests find the code");
        }
    }

    @Test
    void declarations_areComplete() throws IOException {
        for (Path module : modules()) {
            ReasonDeclarations declarations = ReasonDeclarations.of(module);

            assertEquals(
                    List.of(),
                    declarations.defects(),
                    () -> ROOT.relativize(module).toString());
            assertEquals(declarations.reasons().isEmpty(), declarations.title().isEmpty(), "title");
        }
    }

    @Test
    void settingOnThePage_exists() throws IOException {
        Set<String> keys = ConfigurationDocTest.sections().stream()
                .flatMap(section -> section.entries().stream())
                .map(Entry::key)
                .collect(Collectors.toSet());
        List<String> unknown = SETTING.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .filter(name -> keys.stream()
                        .noneMatch(key -> name.endsWith("*")
                                ? key.startsWith(name.substring(0, name.length() - 1))
                                : key.equals(name)))
                .distinct()
                .toList();

        assertEquals(List.of(), unknown, "docs/reasons.md names settings that do not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reason.of(\"token.\" + suffix)",
                "Reason.of(CODE)",
                "Reason\n.of(CODE, \"token.expired\")",
                "new Reason(\"token.expired\", \"\")",
                "codes.map(Reason::of)",
                "import static dev.gatehouse.spi.Reason.of;"
            })
    void codeWithoutALiteral_isFound(String source) {
        assertEquals(1, ReasonUses.in(source).unreadable().size());
    }

    @Test
    void codeInACommentOrString_isIgnored() {
        ReasonUses uses = ReasonUses.in("""
                /** Such as Reason.of("a.comment"). */
                // Reason.of(CODE)
                String url = "https://host"; char quote = '"'; Reason one = Reason.of(
                        "token.one", "no // comment");
                """);

        assertEquals(Set.of("token.one"), uses.codes());
        assertEquals(List.of(), uses.unreadable());
    }

    /** The test kits give reasons of their own, which no request of an application gets. */
    private static List<Path> modules() throws IOException {
        try (var folders = Files.walk(ROOT, 4)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .filter(folder -> !folder.endsWith("testkit"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> difference(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }
}
