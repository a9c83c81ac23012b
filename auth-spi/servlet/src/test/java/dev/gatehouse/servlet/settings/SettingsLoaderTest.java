package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources, precedence, instances and declarations. */
class SettingsLoaderTest {

    @TempDir
    Path folder;

    @Test
    void sources_winInRisingOrder() throws IOException {
        Path first = write("first.properties", "auth.jwt.issuer = first file");
        Path second = write("second.properties", "auth.jwt.issuer = second file");
        SettingsLoader loader = Declared.loader();
        assertEquals(Optional.empty(), issuer(loader));
        assertEquals(Optional.of("code"), issuer(loader.code(Map.of("auth.jwt.issuer", "code"))));
        assertEquals(Optional.of("parameter"), issuer(loader.initParameters(Map.of("auth.jwt.issuer", "parameter"))));
        assertEquals(Optional.of("first file"), issuer(loader.file(first)));
        assertEquals(Optional.of("second file"), issuer(loader.file(second)));
        assertEquals(Optional.of("variable"), issuer(loader.environment(Map.of("AUTH_JWT_ISSUER", "variable")::get)));
        assertEquals(
                Optional.of("property"), issuer(loader.systemProperties(Map.of("auth.jwt.issuer", "property")::get)));
    }

    @Test
    void orderOfTheCalls_changesNothingBetweenKindsOfSources() throws IOException {
        Path file = write("g.properties", "auth.jwt.issuer = file");
        SettingsLoader loader = Declared.loader()
                .systemProperties(Map.of("auth.jwt.audience", "property")::get)
                .file(file)
                .code(Map.of("auth.jwt.issuer", "code", "auth.jwt.audience", "code"));
        Settings settings = loader.load().settings("jwt");
        assertEquals("file", settings.get(Declared.ISSUER));
        assertEquals("property", settings.get(Declared.AUDIENCE));
    }

    @Test
    void overriddenBadValue_isIgnored() throws IOException {
        Path file = write("g.properties", "auth.jwt.clock-skew = x\nauth.jwt.client-secret = file:/gone");
        LoadedSettings loaded = Declared.loader()
                .file(file)
                .environment(Map.of("AUTH_JWT_CLOCK_SKEW", "7s", "AUTH_JWT_CLIENT_SECRET", "s")::get)
                .load();
        assertEquals(Duration.ofSeconds(7), loaded.settings("jwt").get(Declared.CLOCK_SKEW));
    }

    @Test
    void environmentAndSystemProperties_areAskedForDeclaredNamesOnly() {
        List<String> asked = new ArrayList<>();
        Setting<String> a = Setting.string("auth.a", "A.");
        Setting<String> b = Setting.string("auth.b-c", "B.").perInstance("auth.bs");
        new SettingsLoader()
                .declare("x", List.of(a, b))
                .code(Map.of("auth.bs.one-two.b-c", "v"))
                .environment(name -> {
                    asked.add(name);
                    return null;
                })
                .systemProperties(name -> {
                    asked.add(name);
                    return null;
                })
                .load();
        assertEquals(
                List.of(
                        "AUTH_A",
                        "AUTH_B_C",
                        "AUTH_BS_DEFAULT_B_C",
                        "AUTH_BS_ONE_TWO_B_C",
                        "auth.a",
                        "auth.b-c",
                        "auth.bs.default.b-c",
                        "auth.bs.one-two.b-c"),
                asked);
    }

    @Test
    void defaults_holdWhereNothingIsSet() {
        Settings settings = Declared.load(Map.of()).settings("jwt");
        assertEquals(Duration.ofSeconds(30), settings.get(Declared.CLOCK_SKEW));
        assertFalse(settings.isSet(Declared.CLOCK_SKEW));
        assertEquals(Optional.of(List.of("RS256")), settings.find(Declared.ALGORITHMS));
        assertEquals(Optional.empty(), settings.find(Declared.AUDIENCE));
        assertEquals(List.of(), List.copyOf(settings.instances(Declared.GROUP)));
    }

    @Test
    void instances_areThoseOfCodeAndFilesWithDefaultFirst() throws IOException {
        Map<String, String> code = new LinkedHashMap<>();
        code.put("auth.jwt.issuers.zulu.issuer", "z");
        code.put("auth.jwt.issuers.alpha.issuer", "a");
        Path file = write("g.properties", "auth.jwt.issuers.new-one.audience = n\nauth.jwt.issuers.zulu.audience = zz");
        Map<String, String> environment = new HashMap<>();
        environment.put("AUTH_JWT_AUDIENCE", "flat");
        environment.put("AUTH_JWT_ISSUERS_NEW_ONE_ISSUER", "from outside");
        environment.put("AUTH_JWT_ISSUERS_OTHER_ISSUER", "nobody named other");
        Settings settings = Declared.loader()
                .code(code)
                .file(file)
                .environment(environment::get)
                .load()
                .settings("jwt");
        assertEquals(List.of("default", "zulu", "alpha", "new-one"), List.copyOf(settings.instances(Declared.GROUP)));
        assertEquals("flat", settings.instance("default").get(Declared.AUDIENCE));
        assertEquals("z", settings.instance("zulu").get(Declared.ISSUER));
        assertEquals("zz", settings.instance("zulu").get(Declared.AUDIENCE));
        assertEquals("from outside", settings.instance("new-one").get(Declared.ISSUER));
        assertEquals(Optional.empty(), settings.instance("alpha").find(Declared.AUDIENCE), "nothing is inherited");
        assertEquals(List.of("RS256"), settings.instance("alpha").get(Declared.ALGORITHMS), "set once for all");
        assertEquals("flat", settings.instance("zulu").instance("default").get(Declared.AUDIENCE));
    }

    @Test
    void longSpellingOfTheDefaultInstance_isTheFlatKey() {
        Settings settings =
                Declared.load(Map.of("auth.jwt.issuers.default.audience", "x")).settings("jwt");
        assertEquals("x", settings.get(Declared.AUDIENCE));
        assertEquals(List.of("default"), List.copyOf(settings.instances(Declared.GROUP)));
        assertEquals(
                Optional.of("y"),
                issuer(Declared.loader().environment(Map.of("AUTH_JWT_ISSUERS_DEFAULT_ISSUER", "y")::get)));
    }

    @Test
    void owner_seesOnlyWhatItDeclared() {
        LoadedSettings loaded = Declared.load(Map.of());
        Settings host = loaded.settings("host");
        assertEquals(
                "auth.jwt.issuer was not declared by host",
                assertThrows(IllegalArgumentException.class, () -> host.find(Declared.ISSUER))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> host.isSet(Declared.ISSUER));
        assertThrows(IllegalArgumentException.class, () -> host.refuse(Declared.ISSUER, "x"));
        assertThrows(IllegalArgumentException.class, () -> host.instances(Declared.GROUP));
        assertThrows(IllegalArgumentException.class, () -> host.instance("Not_An_Alias"));
        assertThrows(IllegalArgumentException.class, () -> loaded.settings("nobody"));
        Setting<String> look =
                Setting.string("auth.jwt.issuer", "Another description.").perInstance(Declared.GROUP);
        assertThrows(
                IllegalArgumentException.class, () -> loaded.settings("jwt").get(look));
    }

    @Test
    void equalDeclaration_mayBeSharedByOwners() {
        Setting<String> again = Setting.string("auth.jwt.issuer", "The issuer.").perInstance(Declared.GROUP);
        LoadedSettings loaded = Declared.loader()
                .declare("sessions", List.of(again))
                .code(Map.of("auth.jwt.issuer", "x"))
                .load();
        assertEquals("x", loaded.settings("sessions").get(again));
        assertEquals("x", loaded.settings("sessions").get(Declared.ISSUER));
        assertEquals("x", loaded.settings("jwt").get(again));
    }

    @Test
    void stricterParserOfAnEqualDeclaration_refusesWhenItIsAsked() {
        Setting<String> lax = Setting.of("auth.x", "text", "X.", text -> text);
        Setting<String> strict = Setting.of("auth.x", "text", "X.", text -> {
            throw new IllegalArgumentException("expected nothing");
        });
        Settings settings = new SettingsLoader()
                .declare("a", List.of(lax))
                .declare("b", List.of(strict))
                .code(Map.of("auth.x", "v"))
                .load()
                .settings("b");
        assertEquals(
                "auth.x: expected nothing",
                assertThrows(SettingException.class, () -> settings.get(strict)).getMessage());
    }

    @Test
    void clashingDeclarations_areDefectsFoundAtOnce() {
        Setting<String> x = Setting.string("auth.x", "X.");
        assertClash(
                "auth.x is declared twice with different definitions, the second time by b",
                x,
                Setting.string("auth.x", "Y."));
        assertClash(
                "auth.x is declared twice with different definitions, the second time by b",
                x,
                Setting.secret("auth.x", "X."));
        assertClash("auth.x is declared twice with different definitions, the second time by b", x, x.defaultsTo("1"));
        assertClash(
                "auth.x is declared twice with different definitions, the second time by b",
                x,
                x.perInstance("auth.xs"));
        assertClash(
                "auth.a.b, declared by b, and auth.a-b have one environment variable, AUTH_A_B",
                Setting.string("auth.a-b", "One."),
                Setting.string("auth.a.b", "Other."));
        assertClash(
                "auth.xs-default-x, declared by b, and auth.xs.default.x have one environment variable, "
                        + "AUTH_XS_DEFAULT_X",
                x.perInstance("auth.xs"),
                Setting.string("auth.xs-default-x", "Other."));
        assertClash(
                "auth.xs.one collides with the instances of the group auth.xs",
                x.perInstance("auth.xs"),
                Setting.string("auth.xs.one", "Other."));
        assertClash(
                "auth.xs.one collides with the instances of the group auth.xs",
                Setting.string("auth.xs.one", "Other."),
                x.perInstance("auth.xs"));
    }

    private static void assertClash(String message, Setting<?> one, Setting<?> other) {
        SettingsLoader loader = new SettingsLoader().declare("a", List.of(one));
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> loader.declare("b", List.of(other)))
                        .getMessage());
    }

    @Test
    void nullInCode_isADefect() {
        Map<String, String> code = new HashMap<>();
        code.put("auth.realm", null);
        assertThrows(IllegalArgumentException.class, () -> Declared.loader().code(code));
    }

    @Test
    void ignoredKeys_areHandedToTheApplication() throws IOException {
        Path file = write("g.properties", "sample.port = 8081\nauth.realm = r");
        SettingsLoader loader = Declared.loader()
                .ignorePrefix("sample.")
                .code(Map.of("sample.port", "8080", "sample.data", "d"))
                .file(file);
        assertEquals(
                Map.of("sample.port", "8081", "sample.data", "d"), loader.load().ignored());
        for (String prefix : List.of("", ".", "sample", "auth.", "auth.x.")) {
            assertThrows(IllegalArgumentException.class, () -> Declared.loader().ignorePrefix(prefix), prefix);
        }
    }

    @Test
    void anotherLoad_readsFilesAgainAndLeavesTheFirstAsItWas() throws IOException {
        Path file = write("g.properties", "auth.jwt.issuer = old");
        SettingsLoader loader = Declared.loader().file(file);
        LoadedSettings first = loader.load();
        write("g.properties", "auth.jwt.issuer = new");
        loader.declare("late", List.of(Setting.string("auth.late", "Late.")));
        assertEquals(Optional.of("new"), issuer(loader));
        assertEquals("old", first.settings("jwt").get(Declared.ISSUER));
        assertThrows(IllegalArgumentException.class, () -> first.settings("late"));
    }

    @Test
    void systemLookups_fitTheRealOnes() {
        LoadedSettings loaded = Declared.loader()
                .environment(System::getenv)
                .systemProperties(System::getProperty)
                .load();
        assertTrue(loaded.describe().contains("auth.sessions = memory (default)"));
    }

    private static Optional<String> issuer(SettingsLoader loader) {
        return loader.load().settings("jwt").find(Declared.ISSUER);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
