package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted is read as {@link Properties} reads it. */
class SettingsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a=b",
                "a = b",
                "  a\t=\tb  ",
                "a =",
                "a==b",
                "a = b = c",
                "# comment\n! comment\n   # comment\na = b",
                "# comment \\\na = b",
                "a = b\\\n   c\\\n\td",
                "a = b\\\r\n  c\r\nd = e\r\r\nf = g",
                "a = b, \\\n# no comment here\nc = d",
                "a = b \\\n\nc = d",
                "a = \\\\",
                "a = b\\\\\nc = d",
                "a = b\\\\\\\n  c",
                "a = \\t\\n\\r\\f\\ \\=\\:\\#\\!\\\\",
                "a = \\u00fc\\u20ac\\ud83d\\ude00",
                "a = \u00fc\u20ac\ud83d\ude00",
                "\\u0061.b = c",
                "\f a = b",
            })
    void acceptedFile_isReadAsPropertiesDo(String content) throws IOException {
        Properties expected = new Properties();
        expected.load(new StringReader(content));
        SettingErrors problems = new SettingErrors();
        Map<String, String> read = new LinkedHashMap<>();
        SettingsFile.parse("f", content, problems).forEach(entry -> read.put(entry.key(), entry.text()));

        problems.throwIfAny();
        assertEquals(expected, read);
    }

    @Test
    void lines_areCountedFromOneWhateverEndsThem() {
        List<SourceEntry> entries =
                SettingsFile.parse("f", "a=1\r\n\r\n# x\rb=2\\\n  3\nc=4\n\r\nd=5", new SettingErrors());
        assertEquals(
                List.of("a (f:1)", "b (f:4)", "c (f:6)", "d (f:8)"),
                entries.stream().map(SourceEntry::toString).toList());
    }

    @Test
    void byteOrderMark_isNoPartOfTheFirstKey() throws IOException {
        Path file = Files.writeString(folder.resolve("g.properties"), "\uFEFFauth.realm = Tasks");
        assertEquals(
                "Tasks", Declared.loader().file(file).load().settings("host").get(HostSettings.REALM));
    }
}
