package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code mvn deploy} publishes and what the BOM lists are the same. */
class PublishedArtifactsTest {

    private static final Path PROJECT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final ModulePom ROOT = ModulePom.root(PROJECT);

    @Test
    void bom_listsEveryPublishedArtifactAndNoOther() {
        assertTrue(published().contains("dev.gatehouse:auth-spi"), published().toString());
        assertFalse(
                published().contains("dev.gatehouse:jetty-tasklist"),
                published().toString());
        assertEquals(
                published().stream()
                        .map(name -> name + ":${project.version}")
                        .sorted()
                        .toList(),
                bom().managed().stream().sorted().toList());
    }

    @Test
    void siteOfTheJavadoc_hasEveryPublishedArtifact() {
        ModulePom site = ModulePom.root(PROJECT.resolve("auth-spi/javadoc"));

        assertEquals(
                published(),
                site.dependencies().stream()
                        .filter(name -> name.startsWith("dev.gatehouse:"))
                        .sorted()
                        .toList());
        assertEquals(ROOT.version(), site.version());
    }

    @Test
    void pageForUsers_namesPublishedArtifactsOnly() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/your-own-project.md"));
        List<String> named = Pattern.compile("<groupId>(dev\\.gatehouse)</groupId>\\s*<artifactId>([^<]*)<")
                .matcher(page)
                .results()
                .map(found -> found.group(1) + ":" + found.group(2))
                .filter(name -> !name.equals("dev.gatehouse:gatehouse-bom"))
                .toList();

        assertTrue(named.size() >= 4, named.toString());
        assertTrue(published().containsAll(named), named.toString());
        assertTrue(page.contains("<version>" + ROOT.version() + "</version>"), "the version of the build");
    }

    @Test
    void bom_inheritsNothing_soThatItManagesNoOtherLibrary() {
        assertFalse(bom().hasParent());
        assertTrue(bom().isPublished());
    }

    @Test
    void everyModule_hasTheVersionOfTheBuild() {
        ROOT.all().forEach(module -> assertEquals(ROOT.version(), module.version(), module.artifactId()));
    }

    private static List<String> published() {
        return ROOT.all()
                .filter(ModulePom::isJar)
                .filter(ModulePom::isPublished)
                .map(module -> "dev.gatehouse:" + module.artifactId())
                .sorted()
                .toList();
    }

    private static ModulePom bom() {
        return ROOT.all()
                .filter(module -> module.artifactId().equals("gatehouse-bom"))
                .findFirst()
                .orElseThrow();
    }
}
