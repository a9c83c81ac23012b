package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads when a value can't be used, wherever it comes from. */
class SettingsValueErrorTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auth.jwt.clock-skew          | 90            | expected a duration between 0s and 5m, such as 60s, 5m or 12h
            auth.jwt.clock-skew          | 6m            | expected a duration between 0s and 5m, such as 60s, 5m or 12h
            auth.jwt.cache-size          | 1001          | expected an integer between 0 and 1000
            auth.jwt.cache-size          | many          | expected an integer between 0 and 1000
            auth.jwt.algorithms          | RS256,,ES256  | expected values separated by commas, but one is empty
            auth.jwt.algorithms          | RS256,RS256   | expected distinct values, but one occurs twice
            auth.jwt.issuer              | '  '          | expected a value (string), but it is empty
            auth.jwt.client-secret       | ''            | expected a value (secret), but it is empty
            auth.jwt.client-secret       | file:         | expected a file path after file:
            auth.jwt.broken              | x             | expected odd thing (IllegalStateException)
            auth.jwt.broken              | null          | expected odd thing
            auth.mechanisms              | jwt,JWT       | expected mechanism names separated by commas, each of 1 \
            to 32 lower-case letters, digits and -
            auth.realm                   | Ärger         | expected 1 to 100 printable ASCII characters
            auth.public-url              | tasks         | expected a URL such as https://auth.example.com/realm
            auth.public-url              | https://a?b=c | expected the URL of the application, such as \
            https://tasks.example.com/app, without a query
            auth.trusted-proxies         | proxy.local   | expected IP addresses or networks such as 10.0.0.0/8, \
            without host names and zones
            auth.trusted-proxies         | 10.0.0.0/33   | expected a prefix length of 1 to 32 after the /
            auth.trusted-proxies         | 10.0.0.1/8    | a network has bits set after its prefix length; set them to 0
            auth.trusted-proxies         | ::/0          | a prefix length of 0 would match every address; list the \
            networks
            auth.require-tls             | yes           | expected on or off
            auth.cors.origins            | *             | * and null are not allowed; list each origin, such as \
            https://app.example.com
            auth.cors.origins            | null          | * and null are not allowed; list each origin, such as \
            https://app.example.com
            auth.cors.origins            | https://a.b/  | expected origins such as https://app.example.com or \
            http://localhost:3000, without a path or a trailing /
            auth.cors.origins            | https://a.b, HTTPS://A.B:443 | expected distinct values, but one occurs twice
            auth.audit                   | none          | expected one of refusals, all
            auth.blocking-calls          | 0             | expected an integer between 1 and 1024
            auth.http.timeout            | 2m            | expected a duration between 100ms and 1m, such as \
            60s, 5m or 12h
            auth.access.rules.a.path     | v1            | expected a path such as /health, or /v1/* for /v1 and \
            everything below it
            auth.access.rules.a.path     | /v1/*/x       | expected a path such as /health, or /v1/* for /v1 and \
            everything below it
            auth.access.rules.a.path     | /v1/../x      | expected a path such as /health, or /v1/* for /v1 and \
            everything below it
            auth.access.rules.a.methods  | get           | expected HTTP methods in upper case separated by commas, \
            such as GET, POST
            auth.access.rules.a.mode     | closed        | expected one of open, optional, authenticated
            """)
    void badValue_isRefusedWithWhatIsExpected(String key, String text, String problem) {
        SettingException refusal = refusal(Declared.loader().code(Map.of(key, text)));

        assertEquals(key + ": " + problem, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void badValue_isRefusedWithItsOrigin() throws IOException {
        Path file = Files.writeString(folder.resolve("g.properties"), "\nauth.jwt.cache-size = x\n");
        String problem = ": auth.jwt.cache-size: expected an integer between 0 and 1000";
        Map<String, String> map = Map.of("auth.jwt.cache-size", "x");
        assertEquals("init parameter" + problem, message(Declared.loader().initParameters(map)));
        assertEquals(file + ":2" + problem, message(Declared.loader().file(file)));
        assertEquals(
                "environment variable AUTH_JWT_CACHE_SIZE" + problem,
                message(Declared.loader().environment(Map.of("AUTH_JWT_CACHE_SIZE", "x")::get)));
        assertEquals("system property" + problem, message(Declared.loader().systemProperties(map::get)));
    }

    @Test
    void emptyEnvironmentVariable_isAnErrorAndNotTheDefault() {
        assertEquals(
                "environment variable AUTH_JWT_CLOCK_SKEW: auth.jwt.clock-skew: expected a value (duration, 0s "
                        + "to 5m), but it is empty",
                message(Declared.loader().environment(Map.of("AUTH_JWT_CLOCK_SKEW", "")::get)));
    }

    @Test
    void unknownKeyInCode_isRefused() {
        assertEquals(
                "auth.jwt.isuer is unknown; did you mean `auth.jwt.issuer`?",
                message(Declared.loader().code(Map.of("auth.jwt.isuer", "x"))));
        assertEquals(
                "init parameter: autz is unknown; remove it, or add the module that declares it",
                message(Declared.loader().initParameters(Map.of("autz", "x"))));
        assertEquals(
                "a\\u000ab\\u202ec is unknown; remove it, or add the module that declares it",
                message(Declared.loader().code(Map.of("a\nb\u202ec", "x"))));
    }

    @Test
    void longUnknownKey_isCut() {
        assertEquals(
                "k".repeat(120) + "... is unknown; remove it, or add the module that declares it",
                message(Declared.loader().code(Map.of("k".repeat(100_000), "x"))));
    }

    @Test
    void twoSpellingsOfAFlatKey_areRefusedInEverySource() {
        Map<String, String> code = new LinkedHashMap<>();
        code.put("auth.jwt.issuers.default.audience", "a");
        code.put("auth.jwt.audience", "b");
        assertEquals(
                "auth.jwt.audience is another spelling of auth.jwt.issuers.default.audience; keep one of them",
                message(Declared.loader().code(code)));
        assertEquals(
                "system property: auth.jwt.issuers.default.audience is another spelling of auth.jwt.audience; "
                        + "keep one of them",
                message(Declared.loader().systemProperties(code::get)));
        Map<String, String> variables = Map.of("AUTH_JWT_AUDIENCE", "a", "AUTH_JWT_ISSUERS_DEFAULT_AUDIENCE", "b");
        assertEquals(
                "environment variable AUTH_JWT_ISSUERS_DEFAULT_AUDIENCE: AUTH_JWT_ISSUERS_DEFAULT_AUDIENCE is "
                        + "another spelling of"
                        + " AUTH_JWT_AUDIENCE; keep one of them",
                message(Declared.loader().environment(variables::get)));
    }

    @Test
    void aliasesThatShareAnEnvironmentVariable_areRefused() {
        Map<String, String> code = new LinkedHashMap<>();
        code.put("auth.jwt.issuers.a-b.issuer", "x");
        code.put("auth.jwt.issuers.a.b-issuer", "y");
        SettingsLoader loader = Declared.loader()
                .declare(
                        "more",
                        List.of(Setting.string("auth.jwt.b-issuer", "Odd.").perInstance(Declared.GROUP)))
                .code(code);
        assertEquals(
                "auth.jwt.issuers.a.b-issuer and auth.jwt.issuers.a-b.issuer have one environment variable, "
                        + "AUTH_JWT_ISSUERS_A_B_ISSUER;"
                        + " rename one of the instances",
                message(loader));
    }

    @Test
    void secretInAFileThatCantBeRead_isRefusedWithKeyAndFile() throws IOException {
        Path gone = folder.resolve("gone");
        assertEquals(
                "auth.jwt.client-secret: the file " + gone
                        + " cannot be read: the file does not exist; create it or correct the path",
                secretRefusal(gone));
        assertEquals(
                "auth.jwt.client-secret: the file " + folder + " cannot be read: it is a directory, not a file",
                secretRefusal(folder));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertEquals(
                "auth.jwt.client-secret: the file " + empty + " is empty; it must contain the secret",
                secretRefusal(empty));
        Path big = Files.writeString(folder.resolve("big"), "hunter2-" + "x".repeat(1 << 16));
        assertEquals(
                "auth.jwt.client-secret: the file " + big
                        + " cannot be read: it has more than 65536 bytes; check the path",
                secretRefusal(big));
        Path latin = Files.write(folder.resolve("latin"), "hunter2\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "auth.jwt.client-secret: the file " + latin + " cannot be read: it is not UTF-8; save it as UTF-8",
                secretRefusal(latin));
    }

    @Test
    void missingSetting_isRefusedWithItsDescriptionAndWhereToSetIt() throws IOException {
        Settings withoutFile = Declared.load(Map.of()).settings("jwt");
        assertEquals(
                "auth.jwt.audience is not set: The audience that tokens must name. Set it in code or as "
                        + "AUTH_JWT_AUDIENCE",
                assertThrows(SettingException.class, () -> withoutFile.get(Declared.AUDIENCE))
                        .getMessage());
        Path file = Files.writeString(
                folder.resolve("g.properties"), "sample.a = b\n\nauth.jwt.issuer = x\nauth.jwt.issuers.p.issuer = y\n");
        Settings settings =
                Declared.loader().ignorePrefix("sample.").file(file).load().settings("jwt");
        SettingException missing = assertThrows(SettingException.class, () -> settings.get(Declared.AUDIENCE));
        assertEquals("auth.jwt.audience", missing.key());
        assertEquals(
                "auth.jwt.audience is not set: The audience that tokens must name. Set it in " + file
                        + ", near line 3, or as AUTH_JWT_AUDIENCE",
                missing.getMessage());
        assertEquals(
                "auth.jwt.issuers.p.audience is not set: The audience that tokens must name. Set it in " + file
                        + ", near line 4, or as AUTH_JWT_ISSUERS_P_AUDIENCE",
                assertThrows(
                                SettingException.class,
                                () -> settings.instance("p").get(Declared.AUDIENCE))
                        .getMessage());
        assertEquals(
                "auth.mechanisms is not set: The active mechanisms, in the order in which they are asked. A "
                        + "mechanism that"
                        + " is not listed is never active. Set it in " + file + " or as AUTH_MECHANISMS",
                assertThrows(
                                SettingException.class,
                                () -> Declared.loader()
                                        .ignorePrefix("sample.")
                                        .file(file)
                                        .load()
                                        .settings("host")
                                        .get(HostSettings.MECHANISMS))
                        .getMessage());
    }

    @Test
    void refusal_namesWhereTheValueComesFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("g.properties"), "auth.jwt.issuer = x\n");
        Settings settings = Declared.loader().file(file).load().settings("jwt");
        assertEquals(
                file + ":1: auth.jwt.issuer: no such issuer",
                settings.refuse(Declared.ISSUER, "no such issuer").getMessage());
        assertEquals(
                "auth.jwt.clock-skew (the default): too long. Set it in " + file
                        + ", near line 1, or as AUTH_JWT_CLOCK_SKEW",
                settings.refuse(Declared.CLOCK_SKEW, "too long").getMessage());
        assertEquals(
                "auth.jwt.client-secret (not set): needed here. Set it in " + file
                        + ", near line 1, or as AUTH_JWT_CLIENT_SECRET",
                settings.refuse(Declared.CLIENT_SECRET, "needed here").getMessage());
    }

    private String secretRefusal(Path secret) {
        String message = message(Declared.loader().code(Map.of("auth.jwt.client-secret", "file:" + secret)));
        assertFalse(message.contains("hunter2"), message);
        return message;
    }

    private static String message(SettingsLoader loader) {
        return String.valueOf(refusal(loader).getMessage());
    }

    private static SettingException refusal(SettingsLoader loader) {
        return assertThrows(SettingException.class, loader::load);
    }
}
