package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files of the source tree, and the examples in its pages. */
final class Docs {

    private static final String MARK = "<!-- example: ";
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "node_modules");

    private Docs() {}

    /** Returns the files below a folder whose names end so, without what a build makes, sorted. */
    static List<Path> files(Path folder, String end) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(end)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /** Checks that each marked example of a page stands in the file that its mark names; returns how many there are. */
    static int examples(Path root, Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        int examples = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(MARK)) {
                String file = lines.get(i).substring(MARK.length(), lines.get(i).indexOf(" -->"));
                assertEquals("```java", lines.get(i + 1), "an example begins behind its mark");
                List<String> example = new ArrayList<>();
                for (int j = i + 2; !lines.get(j).equals("```"); j++) {
                    example.add(lines.get(j).strip());
                }
                String source = String.join(
                        "\n",
                        Files.readAllLines(root.resolve(file)).stream()
                                .map(String::strip)
                                .toList());
                assertTrue(source.contains(String.join("\n", example)), "the example is not what stands in " + file);
                examples++;
            }
        }
        return examples;
    }
}
