package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/README.md lists every page once, and links lead somewhere. */
class DocsIndexTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path INDEX = DOCS.resolve("README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[[^]]+]\\(([^)#]+)\\) \\| .+ \\|$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]*)(#[^)\\s]*)?\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?\n```|`[^`\n]*`");

    @Test
    void everyPage_isInTheIndexOnce() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(INDEX))
                .results()
                .map(row -> row.group(1))
                .filter(target -> !target.startsWith("../"))
                .sorted()
                .toList();
        List<String> pages = new ArrayList<>();
        for (Path page : Docs.files(DOCS, ".md")) {
            String name = DOCS.relativize(page).toString();
            if (!page.equals(INDEX) && (!name.startsWith("decisions/") || name.endsWith("README.md"))) {
                pages.add(name);
            }
        }
        pages.sort(null);

        assertEquals(
                pages,
                listed,
                "List each page of docs/ once in docs/README.md, below the task that it helps with:"
                        + " | [Title](page.md) | what it is about, in one line |");
    }

    @Test
    void links_leadToFilesAndSections() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages = new ArrayList<>(Docs.files(DOCS, ".md"));
        for (String name : List.of("README.md", "SECURITY.md", "THREAT-MODEL.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(ROOT.resolve(name));
        }
        for (Path page : pages) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                if (!leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link.group());
                }
            }
        }

        assertEquals(List.of(), broken, "links to files or sections that do not exist");
        assertTrue(pages.size() > 20, pages::toString);
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty()
                ? page
                : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        if (link.group(2) == null || !target.toString().endsWith(".md")) {
            return true;
        }
        return Files.readAllLines(target).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> "#"
                        + line.replaceAll("^#+ ", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .anyMatch(link.group(2)::equals);
    }
}
