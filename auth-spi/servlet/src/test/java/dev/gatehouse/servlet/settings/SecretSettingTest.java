package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.spi.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Secrets come from files as they are, and nothing shows them. */
class SecretSettingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'hunter2', 'hunter2'",
        "'hunter2~n', 'hunter2'",
        "'hunter2~r~n', 'hunter2'",
        "'hunter2~r', 'hunter2'",
        "'hunter2~n~n', 'hunter2~n'",
        "' hunter2 ~n', ' hunter2 '",
        "'a~nb~n', 'a~nb'",
        "'ü€😀', 'ü€😀'",
    })
    void secretInAFile_isReadWithoutItsLastLineBreakOnly(String content, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), breaks(content));

        assertEquals(breaks(secret), secret("file:" + file));
        assertEquals(breaks(secret), secret("file: " + file), "a blank after the colon");
        assertEquals(breaks(secret), secret("file://" + file), "written as a URL");
    }

    private static String breaks(String text) {
        return text.replace("~n", "\n").replace("~r", "\r");
    }

    @Test
    void secretOfSixtyFourKibibytes_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "x".repeat(1 << 16));
        assertEquals(1 << 16, secret("file:" + file).length());
    }

    @Test
    void secretThatOthersMayChange_isReported() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hunter2");
        Assumptions.assumeTrue(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Logger logger = (Logger) LoggerFactory.getLogger(Utf8File.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            secret("file:" + file);
            assertEquals(List.of(), heard.list);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
            secret("file:" + file);
        } finally {
            logger.detachAppender(heard);
        }
        assertEquals(1, heard.list.size());
        String message = heard.list.get(0).getFormattedMessage();
        assertTrue(message.contains(file.toString()) && message.contains("chmod o-w"), message);
        assertFalse(message.contains("hunter2"));
    }

    @Test
    void secretInPlace_isTrimmed() {
        assertEquals("hunter2", secret(" hunter2 "));
    }

    @Test
    void otherSettings_takeAFileReferenceAsItIs() {
        assertEquals(
                "file:/etc/passwd",
                Declared.load(Map.of("auth.jwt.issuer", "file:/etc/passwd"))
                        .settings("jwt")
                        .get(Declared.ISSUER));
    }

    @Test
    void description_showsOriginsAndNoSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
        Path file = Files.writeString(
                folder.resolve("g.properties"),
                "auth.jwt.issuer = https://id.example.com\nauth.jwt.client-secret = file:" + secret + "\n");
        Map<String, String> code = new LinkedHashMap<>();
        code.put("auth.jwt.issuers.partner.issuer", "https://partner.example.com");
        LoadedSettings loaded = new SettingsLoader()
                .declare("jwt", Declared.ALL)
                .code(code)
                .file(file)
                .environment(Map.of("AUTH_JWT_CACHE_SIZE", "5")::get)
                .systemProperties(Map.of("auth.jwt.audience", "api")::get)
                .load();
        assertEquals(
                List.of(
                        "auth.jwt.issuer = https://id.example.com (" + file + ":1)",
                        "auth.jwt.issuers.partner.issuer = https://partner.example.com (code)",
                        "auth.jwt.audience = api (system property)",
                        "auth.jwt.clock-skew = 30s (default)",
                        "auth.jwt.issuers.partner.clock-skew = 30s (default)",
                        "auth.jwt.algorithms = RS256 (default)",
                        "auth.jwt.cache-size = 5 (environment variable AUTH_JWT_CACHE_SIZE)",
                        "auth.jwt.client-secret = *** (" + file + ":2, content of " + secret + ")"),
                loaded.describe());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202e, 0x2066, 0x200b, 0xfeff, 0x2028, 0xad})
    void characterThatHidesOrReorders_isShownAsAnEscape(int hidden) {
        String description = String.join(
                "\n",
                Declared.load(Map.of("auth.jwt.issuer", "https://a.example/" + (char) hidden + "x"))
                        .describe());
        assertTrue(description.contains(String.format("https://a.example/\\u%04xx (code)", hidden)), description);
        assertEquals(-1, description.indexOf(hidden));
    }

    @Test
    void defaultOfASecret_isMaskedToo() {
        LoadedSettings loaded = new SettingsLoader()
                .declare("x", List.of(Setting.secret("auth.x", "X.").defaultsTo("hunter2")))
                .load();
        assertEquals(List.of("auth.x = *** (default)"), loaded.describe());
    }

    @Test
    void toString_showsNoValue() {
        SettingOrigin origin = new SettingOrigin("f", 3);
        assertEquals("auth.x (f:3)", new SourceEntry("auth.x", "hunter2", origin).toString());
        assertEquals("*** (f:3)", new SourceValue("hunter2", origin, null).toString());
        LoadedSettings loaded = Declared.load(Map.of("auth.jwt.client-secret", "hunter2"));
        assertFalse((loaded + " " + loaded.settings("jwt")).contains("hunter2"));
        assertTrue(loaded.describe().contains("auth.jwt.client-secret = *** (code)"));
    }

    private static String secret(String text) {
        return Declared.load(Map.of("auth.jwt.client-secret", text))
                .settings("jwt")
                .get(Declared.CLIENT_SECRET)
                .reveal();
    }
}
