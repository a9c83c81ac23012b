package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestContextTest {

    private static final Setting<String> ISSUER =
            Setting.string("auth.x.issuer", "Who.").perInstance("auth.x.issuers");
    private static final Setting<Duration> SKEW = Setting.duration(
                    "auth.x.clock-skew", "How far.", Duration.ZERO, Duration.ofMinutes(5))
            .defaultsTo("60s")
            .perInstance("auth.x.issuers");
    private static final Setting<Secret> SECRET = Setting.secret("auth.x.secret", "Hush.");
    private static final List<Setting<?>> DECLARED = List.of(ISSUER, SKEW, SECRET);

    private static Settings settings(Map<String, String> values) {
        return TestContext.of("x", DECLARED, values).settings();
    }

    @Test
    void valueOrDefault_isParsed() {
        Settings settings = settings(Map.of("auth.x.issuer", " me "));
        assertEquals("me", settings.get(ISSUER));
        assertEquals(Duration.ofSeconds(60), settings.get(SKEW));
        assertTrue(settings.isSet(ISSUER));
        assertFalse(settings.isSet(SKEW));
        assertEquals(Optional.empty(), settings.find(SECRET));
    }

    @Test
    void missingValue_isRefusedByNameTypeAndDescription() {
        Settings settings = settings(Map.of());
        SettingException refused = assertThrows(SettingException.class, () -> settings.get(ISSUER));
        assertEquals("auth.x.issuer", refused.key());
        assertTrue(refused.getMessage().contains("auth.x.issuer"), refused.getMessage());
        assertTrue(refused.getMessage().contains("string"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Who."), refused.getMessage());
    }

    @Test
    void valueThatDoesNotParse_isRefusedByName() {
        Settings settings = settings(Map.of("auth.x.clock-skew", "soon"));
        SettingException refused = assertThrows(SettingException.class, () -> settings.get(SKEW));
        assertEquals("auth.x.clock-skew", refused.key());
        assertTrue(refused.getMessage().contains("expected a duration"), refused.getMessage());
    }

    @Test
    void keyThatNobodyDeclared_isRefusedAtOnce() {
        for (String key : List.of(
                "auth.x.isuer",
                "auth.mechanisms",
                "auth.x.issuers.a.secret",
                "auth.x.issuers..issuer",
                "auth.x.issuers.issuer",
                "auth.x.issuers.default.issuer")) {
            SettingException refused = assertThrows(SettingException.class, () -> settings(Map.of(key, "1")), key);
            assertEquals(key, refused.key());
        }
    }

    @Test
    void settingThatNobodyDeclared_isADefect() {
        Settings settings = settings(Map.of());
        Setting<String> other = Setting.string("auth.x.other", "What.");
        assertThrows(IllegalArgumentException.class, () -> settings.find(other));
        assertThrows(IllegalArgumentException.class, () -> settings.isSet(other));
        assertThrows(IllegalArgumentException.class, () -> settings.instances("auth.x.clients"));
    }

    @Test
    void instances_areDefaultFirstAndEachReadsItsOwn() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("auth.x.issuers.partner.issuer", "them");
        values.put("auth.x.issuers.partner.clock-skew", "5s");
        values.put("auth.x.issuer", "us");
        values.put("auth.x.issuers.other.clock-skew", "7s");
        values.put("auth.x.secret", "shared");
        Settings settings = settings(values);
        assertEquals(List.of("default", "partner", "other"), new ArrayList<>(settings.instances("auth.x.issuers")));
        assertEquals("us", settings.instance("default").get(ISSUER));
        assertEquals("them", settings.instance("partner").get(ISSUER));
        assertEquals(Duration.ofSeconds(5), settings.instance("partner").get(SKEW));
        assertEquals("shared", settings.instance("partner").get(SECRET).reveal());
        Settings other = settings.instance("other");
        SettingException refused = assertThrows(SettingException.class, () -> other.get(ISSUER));
        assertEquals("auth.x.issuers.other.issuer", refused.key());
    }

    @Test
    void withoutValuesOfAGroup_thereAreNoInstances() {
        assertTrue(settings(Map.of("auth.x.secret", "a"))
                .instances("auth.x.issuers")
                .isEmpty());
    }

    @Test
    void secretFromFile_isItsTextWithoutTheLastLineBreak(@TempDir Path folder) throws IOException {
        for (String end : List.of("", "\n", "\r\n")) {
            Path file = Files.writeString(folder.resolve("secret"), "pass word" + end);
            Settings settings = settings(Map.of("auth.x.secret", "file:" + file));
            assertEquals("pass word", settings.get(SECRET).reveal());
            TestContext context = TestContext.of(
                    "x", DECLARED, Map.of("auth.x.secret", "file:" + file, "auth.x.issuer", "https://us.example"));
            assertEquals(Map.of("auth.x.secret", "pass word"), context.secrets());
        }
        Settings missing = settings(Map.of("auth.x.secret", "file:" + folder.resolve("none")));
        assertThrows(SettingException.class, () -> missing.get(SECRET));
    }

    @Test
    void missingKey_hasOtherNamesOnlyWithoutItsInstance() {
        TestContext context = TestContext.of(
                "x",
                DECLARED,
                Map.of(
                        "auth.x.secret", "shared",
                        "auth.x.issuer", "us",
                        "auth.x.issuers.a.issuer", "them",
                        "auth.x.issuers.b.issuer", "others",
                        "auth.x.issuers.b.clock-skew", "5s"));
        Map<String, List<String>> names = new TreeMap<>();
        for (String key : context.settingKeys()) {
            names.put(key, context.without(key).names(key));
        }
        assertEquals(
                Map.of(
                        "auth.x.secret", List.of("auth.x.secret"),
                        "auth.x.issuer", List.of("auth.x.issuer", "auth.x.issuer", "auth.x.issuers"),
                        "auth.x.issuers.a.issuer",
                                List.of("auth.x.issuers.a.issuer", "auth.x.issuer", "auth.x.issuers"),
                        "auth.x.issuers.b.issuer", List.of("auth.x.issuers.b.issuer"),
                        "auth.x.issuers.b.clock-skew", List.of("auth.x.issuers.b.clock-skew")),
                names);
    }

    @Test
    void refusal_namesTheKeyOfTheInstance() {
        SettingException refused = settings(Map.of()).instance("a").refuse(ISSUER, "it is twice");
        assertEquals("auth.x.issuers.a.issuer", refused.key());
        assertTrue(refused.getMessage().endsWith("auth.x.issuers.a.issuer: it is twice"), refused.getMessage());
    }

    @Test
    void state_isMadeOnceAndSharedWithCopies() {
        TestContext context = TestContext.of("x", DECLARED, Map.of());
        AtomicInteger first = context.state("count", AtomicInteger.class, AtomicInteger::new);
        assertSame(first, context.withRealm("other").state("count", AtomicInteger.class, () -> new AtomicInteger(5)));
        assertNotSame(first, context.state("other", AtomicInteger.class, AtomicInteger::new));
        assertThrows(
                IllegalStateException.class, () -> context.state("count", StringBuilder.class, StringBuilder::new));
    }

    @Test
    void sharedState_isMadeOnceForItsNameAndTypeAndSharedWithCopies() {
        TestContext context = TestContext.of("x", DECLARED, Map.of());
        AtomicInteger first = context.sharedState("count", AtomicInteger.class, AtomicInteger::new);
        TestContext successor = context.withRealm("other");
        assertSame(first, successor.sharedState("count", AtomicInteger.class, () -> new AtomicInteger(5)));
        assertNotSame(first, context.sharedState("other", AtomicInteger.class, AtomicInteger::new));
        assertNotSame(first, context.state("count", AtomicInteger.class, AtomicInteger::new));
        StringBuilder another = context.sharedState("count", StringBuilder.class, StringBuilder::new);
        assertSame(another, successor.sharedState("count", StringBuilder.class, StringBuilder::new));
        assertNotSame(
                first,
                TestContext.of("x", DECLARED, Map.of()).sharedState("count", AtomicInteger.class, AtomicInteger::new));
    }

    @Test
    void copies_haveTheOneThingMoreAndLeaveTheOriginalAlone() {
        TestContext context = TestContext.of("x", DECLARED, Map.of());
        MovableClock clock = MovableClock.at("2030-01-01T00:00:00Z");
        TestContext copy = context.withClock(clock)
                .withRealm("r")
                .withPublicUrl("https://a.example")
                .withHttpTimeouts(Duration.ofMillis(1), Duration.ofMillis(2));
        assertSame(clock, copy.clock());
        assertEquals("r", copy.realm());
        assertEquals(Optional.of(URI.create("https://a.example")), copy.publicUrl());
        assertEquals(Duration.ofMillis(1), copy.httpConnectTimeout());
        assertEquals(Duration.ofMillis(2), copy.httpTimeout());
        assertEquals("test", context.realm());
        assertEquals(Optional.empty(), context.publicUrl());
        assertEquals(Duration.ofMinutes(1), context.httpConnectTimeout());
        assertEquals(Duration.ofMinutes(1), context.httpTimeout());
    }

    @Test
    void sessionsThatWereNotGiven_areRefused() {
        TestContext context = TestContext.of("x", DECLARED, Map.of());
        assertEquals(
                "auth.sessions",
                assertThrows(SettingException.class, context::sessions).key());
    }

    @Test
    void presets_chooseValuesAsInTheHost() {
        Setting<Integer> sugar = Setting.integer("auth.x.sugar", "The sugar.", 0, 9);
        Setting<Boolean> sweet = Setting.flag("auth.x.sweet", "Whether it is sweet.")
                .choosing(value -> value ? Map.of("auth.x.sugar", "5") : Map.of());
        List<Setting<?>> declared = List.of(sugar, sweet);
        Settings chosen =
                TestContext.of("x", declared, Map.of("auth.x.sweet", "on")).settings();
        assertEquals(5, chosen.get(sugar));
        assertFalse(chosen.isSet(sugar));
        Settings own = TestContext.of("x", declared, Map.of("auth.x.sweet", "on", "auth.x.sugar", "1"))
                .settings();
        assertEquals(1, own.get(sugar));
        Settings invalid =
                TestContext.of("x", declared, Map.of("auth.x.sweet", "maybe")).settings();
        assertEquals(
                "auth.x.sweet",
                assertThrows(SettingException.class, () -> invalid.get(sugar)).key());
    }
}
