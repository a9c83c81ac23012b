package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the archive lead to pages of the archive, or to the sources as {@code README.txt} says. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?\n *```|`[^`\n]*`");
    private static final Pattern SOURCES = Pattern.compile("(samples/|auth-[^/]+/).*|README\\.md");

    private static Installation installation;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.unpack();
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void links_leadToWhatIsInTheArchiveOrToTheSources() throws IOException {
        Path home = installation.home();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(home)) {
            pages = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)
                        && !SOURCES.matcher(home.relativize(target).toString()).matches()) {
                    broken.add(home.relativize(page) + ": " + link.group(1));
                }
            }
        }

        assertEquals(List.of(), broken);
        for (String page : List.of("CHANGELOG.md", "SECURITY.md", "THREAT-MODEL.md", "docs/decisions/README.md")) {
            assertTrue(pages.contains(home.resolve(page)), page);
        }
        String readme = Files.readString(home.resolve("README.txt"));
        assertTrue(readme.contains("samples/, auth-* and README.md lead to the sources"), readme);
    }
}
