package dev.gatehouse.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredBlockTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"logins, users.md", "sessions, sessions.md"})
    void partOfAPage_isReplacedAndNothingElse(String name, String file) throws IOException {
        Path page = folder.resolve(file);
        String before = Files.readString(Path.of("../../../docs").resolve(file));
        Files.writeString(page, before);
        MeasuredBlock.write(page, name, "first\n");
        MeasuredBlock.write(page, name, "second\n");
        String begin = "<!-- measured: " + name + ", by samples/benchmarks/run --" + name + " -->\n";
        String end = "<!-- end of measured: " + name + " -->\n";
        String after = Files.readString(page);
        assertTrue(after.contains(begin + "second\n" + end), after);
        assertEquals(before.substring(0, before.indexOf(begin)), after.substring(0, after.indexOf(begin)));
        assertEquals(before.substring(before.indexOf(end)), after.substring(after.indexOf(end)));
    }

    @Test
    void pageWithoutThePart_isLeftAlone() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "# Page\n");
        assertThrows(IOException.class, () -> MeasuredBlock.write(page, "logins", "text"));
        assertEquals("# Page\n", Files.readString(page));
    }
}
