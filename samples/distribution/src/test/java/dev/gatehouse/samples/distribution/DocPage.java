package dev.gatehouse.samples.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shell lines of a page, by the names that the page gives them in comments.
 *
 * @param name the name of its file in docs
 */
record DocPage(String name) {

    static final DocPage INSTALLING = new DocPage("installing.md");
    static final DocPage USERS = new DocPage("users.md");
    static final DocPage UPGRADE = new DocPage("upgrade-and-backup.md");

    private static final String MARK = "<!-- step: ";

    private List<String> lines() throws IOException {
        // A block in a list is indented.
        return Files.readAllLines(Path.of(System.getProperty("basedir"), "../../docs", name)).stream()
                .map(line -> line.startsWith("   ") ? line.substring(3) : line)
                .toList();
    }

    Map<String, String> steps() throws IOException {
        Map<String, String> steps = new LinkedHashMap<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(MARK)) {
                String name = lines.get(i).substring(MARK.length(), lines.get(i).indexOf(" -->"));
                StringBuilder shell = new StringBuilder();
                for (int j = i + 2; !lines.get(j).equals("```"); j++) {
                    shell.append(lines.get(j)).append('\n');
                }
                steps.put(name, shell.toString());
            }
        }
        return steps;
    }

    /** How many blocks of shell lines the page has, named or not. */
    long blocks() throws IOException {
        return lines().stream().filter("```sh"::equals).count();
    }
}
