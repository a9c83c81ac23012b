package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code mvn deploy} publishes and what the BOM lists are the same. */
class PublishedArtifactsTest {

    private static final Path PROJECT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final ModulePom ROOT = ModulePom.root(PROJECT);

    @Test
    void bom_listsEveryPublishedArtifactAndNoOther() {
        List<String> published = ROOT.all()
                .filter(ModulePom::isJar)
                .filter(ModulePom::isPublished)
                .map(module -> "dev.gatehouse:" + module.artifactId() + ":${project.version}")
                .sorted()
                .toList();

        assertTrue(published.contains("dev.gatehouse:auth-spi:${project.version}"), published.toString());
        assertFalse(published.contains("dev.gatehouse:jetty-tasklist:${project.version}"), published.toString());
        assertEquals(published, bom().managed().stream().sorted().toList());
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

    private static ModulePom bom() {
        return ROOT.all()
                .filter(module -> module.artifactId().equals("gatehouse-bom"))
                .findFirst()
                .orElseThrow();
    }
}
