package dev.gatehouse.jwt.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes each check out of the verifier once and shows that exactly the vectors of this check turn red. On demand: {@code mvn -Premoved-checks verify}. The matrix is
 * written to {@code target/removed-checks.md}.
 */
class RemovedChecks {

    private static final List<String> MATRIX = new ArrayList<>();

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> removedCheck_turnsExactlyItsVectorsRed() {
        List<Removal> removals = Removals.all();
        return Stream.iterate(0, i -> i < removals.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(
                        removals.get(i).check() + " in " + removals.get(i).file(), () -> prove(removals.get(i), i)));
    }

    private static void prove(Removal removal, int number) throws IOException {
        Path home = Files.createDirectory(folder.resolve("r" + number));
        Set<String> red = new TreeSet<>();
        Set<String> own = new TreeSet<>();
        try (MutatedSources sources = new MutatedSources(removal, home.resolve("classes"));
                Judge judge = new SpiJudge(
                        sources.factory(),
                        KeyFiles.settings(Suite.trusts(), Files.createDirectory(home.resolve("keys"))))) {
            for (Vector vector : Suite.vectors()) {
                if (vector.check() == removal.check()) {
                    own.add(vector.toString());
                }
                if (!vector.verdict().equals(judge.judge(vector))) {
                    red.add(vector.toString());
                }
            }
        }
        Set<String> expected = removal.alone() ? own : Set.of();
        Set<String> others = new TreeSet<>(red);
        others.removeAll(expected);
        MATRIX.add(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d |",
                removal.alone()
                        ? removal.check()
                        : "(second line) `" + removal.from().replace("|", "\\|") + "`",
                removal.file(),
                expected.size(),
                red.size() - others.size(),
                others.size()));
        assertTrue(!removal.alone() || !own.isEmpty(), "no vectors");
        Set<String> stillGreen = new TreeSet<>(expected);
        stillGreen.removeAll(red);
        assertEquals("still green [], red besides []", "still green " + stillGreen + ", red besides " + others);
    }

    @AfterAll
    static void writeMatrix() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| check taken out | of | its vectors | of them red | others red |");
        lines.add("|---|---|---|---|---|");
        lines.addAll(MATRIX);
        Files.write(MutatedSources.module().resolve("target").resolve("removed-checks.md"), lines);
    }
}
