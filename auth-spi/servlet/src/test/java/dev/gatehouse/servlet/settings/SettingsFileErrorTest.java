package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads when a settings file is wrong; FILE stands for its path. */
class SettingsFileErrorTest {

    private static final String FORM = ": expected key = value, with a key of lower-case letters, digits, . and -";

    @TempDir
    Path folder;

    static Stream<Arguments> badFiles() {
        return Stream.of(
                // unknown keys
                bad("auth.jwt.isuer = x", "FILE:1: auth.jwt.isuer is unknown; did you mean `auth.jwt.issuer`?"),
                bad(
                        "\n\nauth.jwt.audeince = x",
                        "FILE:3: auth.jwt.audeince is unknown; did you mean `auth.jwt.audience`?"),
                bad(
                        "auth.jwt.clockSkew = 1s",
                        "FILE:1: auth.jwt.clockSkew is unknown; did you mean `auth.jwt.clock-skew`?"),
                bad(
                        "AUTH_JWT_CLOCK_SKEW = 1s",
                        "FILE:1: AUTH_JWT_CLOCK_SKEW is unknown; did you mean `auth.jwt.clock-skew`?"),
                bad("jwt.issuer = x", "FILE:1: jwt.issuer is unknown; did you mean `auth.jwt.issuer`?"),
                bad("auth.jwt.skew = 1s", "FILE:1: auth.jwt.skew is unknown; did you mean `auth.jwt.clock-skew`?"),
                bad("auth.mechanism = jwt", "FILE:1: auth.mechanism is unknown; did you mean `auth.mechanisms`?"),
                bad(
                        "auth.ldap.url = x",
                        "FILE:1: auth.ldap.url is unknown; remove it, or add the module that declares it"),
                bad("server.port = 1", "FILE:1: server.port is unknown; remove it, or add the module that declares it"),
                bad("auth. = x", "FILE:1: auth. is unknown; remove it, or add the module that declares it"),
                // keys of instances
                bad(
                        "auth.jwt.issuers.partner.audiense = x",
                        "FILE:1: auth.jwt.issuers.partner.audiense is unknown; did you mean "
                                + "`auth.jwt.issuers.partner.audience`?"),
                bad(
                        "auth.jwt.issuer.partner.audience = x",
                        "FILE:1: auth.jwt.issuer.partner.audience is unknown; did you mean "
                                + "`auth.jwt.issuers.partner.audience`?"),
                bad(
                        "auth.jwt.issuers.default.isuer = x",
                        "FILE:1: auth.jwt.issuers.default.isuer is unknown; did you mean "
                                + "`auth.jwt.issuers.default.issuer`?"),
                bad(
                        "auth.jwt.issuers.audience = x",
                        "FILE:1: auth.jwt.issuers.audience is unknown; did you mean "
                                + "`auth.jwt.issuers.<alias>.audience`?"),
                bad(
                        "auth.jwt.issuers.Partner_1.audience = x",
                        "FILE:1: auth.jwt.issuers.Partner_1.audience has no valid alias; expected 1 to 32 "
                                + "lower-case letters, digits and -"),
                bad(
                        "auth.jwt.issuers.a234567890b234567890c234567890123.issuer = x",
                        "FILE:1: auth.jwt.issuers.a234567890b234567890c234567890123.issuer has no valid alias; "
                                + "expected 1 to 32 lower-case letters, digits and -"),
                bad(
                        "auth.jwt.issuers..audience = x",
                        "FILE:1: auth.jwt.issuers..audience has no valid alias; expected 1 to 32 lower-case "
                                + "letters, digits and -"),
                bad(
                        "auth.jwt.issuers.partner.cache-size = 1",
                        "FILE:1: auth.jwt.issuers.partner.cache-size is unknown; `auth.jwt.cache-size` is the "
                                + "same for all instances"),
                // set twice
                bad(
                        "auth.jwt.issuer = a\n# twice\nauth.jwt.issuer = b",
                        "FILE:3: auth.jwt.issuer is set twice, first set in line 1; keep one of them"),
                bad(
                        "auth.jwt.audience = a\nauth.jwt.issuers.default.audience = b",
                        "FILE:2: auth.jwt.issuers.default.audience is another spelling of auth.jwt.audience, "
                                + "first set in line 1; keep one of them"),
                bad(
                        "sample.port = 1\nsample.port = 2",
                        "FILE:2: sample.port is set twice, first set in line 1; keep one of them"),
                // syntax
                bad("auth.jwt.issuer", "FILE:1" + FORM),
                bad("auth.jwt.issuer: x", "FILE:1" + FORM),
                bad("auth.jwt.issuer x = y", "FILE:1" + FORM),
                bad("= x", "FILE:1" + FORM),
                bad("[auth]\nauth.jwt.issuer = x", "FILE:1" + FORM),
                bad("auth.jwt.issuer = a \\", "FILE:1: the last line ends with \\; remove it"),
                bad(
                        "auth.jwt.jwks-file = C:\\keys\\jwks.json",
                        "FILE:1: unknown escape; write \\\\ for a backslash, or use / in paths"),
                bad(
                        "auth.jwt.jwks-file = C:\\new\\test.json",
                        "FILE:1: auth.jwt.jwks-file: the value contains a control character; write \\\\ for a "
                                + "backslash"),
                bad("auth.jwt.issuer = \\u12", "FILE:1: \\u needs four hexadecimal digits"),
                bad("auth.jwt.issuer = \\u12g4", "FILE:1: \\u needs four hexadecimal digits"),
                bad(
                        "auth.jwt.issuer = \\ud83d!",
                        "FILE:1: a \\u escape is half of a surrogate pair; write both halves"),
                bad("auth\\ = x", "FILE:1: incomplete escape at the end; write \\\\ for a backslash"),
                // a secret's second line is no key to show
                bad(
                        "auth.jwt.client-secret = MIIEvQIBADANBgkqhkiG\nQ0lDQWdFQUFvSUJBUURh=",
                        "FILE:2: the key is unknown and is not shown; it may be the rest of a value that needs "
                                + "a \\ at the end of the previous line"),
                bad("auth.jwt.client-secret = MIIEvQIBADANBgkqhkiG\nQ0lD/dFQUFvSUJBUURh=", "FILE:2" + FORM));
    }

    private static Arguments bad(String content, String message) {
        return Arguments.of(content, message);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void badFile_isRefusedWithItsLine(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("gatehouse.properties"), content);

        assertEquals(message.replace("FILE", file.toString()), refusal(file));
    }

    @Test
    void missingFile_isRefused() {
        Path file = folder.resolve("no.properties");
        assertEquals(
                file + ": the settings file cannot be read: the file does not exist; create it or correct the path",
                refusal(file));
    }

    @Test
    void danglingLink_isRefused() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("link.properties"), folder.resolve("gone"));
        assertEquals(
                file + ": the settings file cannot be read: the file does not exist; create it or correct the path",
                refusal(file));
    }

    @Test
    void folder_isRefused() {
        assertEquals(folder + ": the settings file cannot be read: it is a directory, not a file", refusal(folder));
    }

    @Test
    void device_isRefused() {
        assertEquals(
                "/dev/zero: the settings file cannot be read: it is a pipe or a device; use a regular file",
                refusal(Path.of("/dev/zero")));
    }

    @Test
    void fileWithoutPermission_isRefusedUnlessItCanBeReadAllTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("g.properties"), "auth.realm = r");
        Files.setPosixFilePermissions(file, Set.of());
        if (Files.isReadable(file)) {
            // Permissions do not bind the superuser.
            assertEquals(
                    "r", Declared.loader().file(file).load().settings("host").get(HostSettings.REALM));
            return;
        }
        assertEquals(
                file + ": the settings file cannot be read: permission denied; give the user of this process "
                        + "read access",
                refusal(file));
    }

    @Test
    void linkToItself_isRefusedWithTheWordsOfTheFileSystem() throws IOException {
        Path file = folder.resolve("loop");
        Files.createSymbolicLink(file, file);
        String start = file + ": the settings file cannot be read: the file system reported: ";
        assertEquals(start, refusal(file).substring(0, start.length()));
    }

    @Test
    void badUtf8_isRefusedWithItsLine() throws IOException {
        Path file = Files.write(
                folder.resolve("latin1.properties"),
                "# one\r\n# two\rauth.realm = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":3: the settings file cannot be read: it is not UTF-8; save it as UTF-8", refusal(file));
    }

    @Test
    void cutUtf8AtTheEnd_isRefusedWithItsLine() throws IOException {
        Path file = Files.write(folder.resolve("cut.properties"), new byte[] {'#', '\n', (byte) 0xc3});
        assertEquals(file + ":2: the settings file cannot be read: it is not UTF-8; save it as UTF-8", refusal(file));
    }

    @Test
    void fileOfMoreThanAMebibyte_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("big.properties"), "#" + "x".repeat(1 << 20));
        assertEquals(
                file + ": the settings file cannot be read: it has more than 1048576 bytes; check the path",
                refusal(file));
    }

    @Test
    void fileOfAMebibyte_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("big.properties"), "#" + "x".repeat((1 << 20) - 1));
        assertEquals(0, Declared.loader().file(file).load().ignored().size());
    }

    @Test
    void severalProblems_areToldTogetherInTheirOrder() throws IOException {
        Path file = Files.writeString(
                folder.resolve("g.properties"),
                "auth.x.y = 1\nauth.jwt.clock-skew = long\nnothing\nauth.jwt.isuer = a\n");
        SettingException refusal = assertThrows(
                SettingException.class, () -> Declared.loader().file(file).load());
        assertEquals("auth", refusal.key(), "the first problem has no key");
        String expected = """
                FILE:3: expected key = value, with a key of lower-case letters, digits, . and -
                FILE:1: auth.x.y is unknown; remove it, or add the module that declares it
                FILE:4: auth.jwt.isuer is unknown; did you mean `auth.jwt.issuer`?
                FILE:2: auth.jwt.clock-skew: expected a duration between 0s and 5m, such as 60s, 5m or 12h""";
        assertEquals(expected.replace("FILE", file.toString()), refusal.getMessage());
    }

    @Test
    void moreThanTwentyProblems_areCounted() throws IOException {
        Path file = Files.writeString(folder.resolve("g.properties"), "nothing\n".repeat(23));
        String[] lines = refusal(file).split("\n");
        assertEquals(21, lines.length);
        assertEquals("(and 3 more)", lines[20]);
    }

    private static String refusal(Path file) {
        SettingsLoader loader = Declared.loader().ignorePrefix("sample.").file(file);
        return assertThrows(SettingException.class, loader::load).getMessage();
    }
}
