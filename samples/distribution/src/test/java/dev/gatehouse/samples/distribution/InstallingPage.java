package dev.gatehouse.samples.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shell lines of {@code docs/installing.md}, by the names that the page gives them in comments. */
final class InstallingPage {

    private static final Path PAGE = Path.of(System.getProperty("basedir"), "../../docs/installing.md");
    private static final String MARK = "<!-- step: ";

    private InstallingPage() {}

    static Map<String, String> steps() throws IOException {
        Map<String, String> steps = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(PAGE);
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
    static long blocks() throws IOException {
        return Files.readAllLines(PAGE).stream().filter("```sh"::equals).count();
    }
}
