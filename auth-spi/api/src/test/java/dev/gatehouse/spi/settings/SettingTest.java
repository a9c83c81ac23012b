package dev.gatehouse.spi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    enum Colour {
        RED,
        DARK_BLUE
    }

    private static final Setting<Duration> TIME =
            Setting.duration("auth.x.time", "A time.", Duration.ofMillis(100), Duration.ofDays(2));
    private static final Setting<Integer> COUNT = Setting.integer("auth.x.count", "A number.", -1, 10);
    private static final Setting<Colour> COLOUR = Setting.choice("auth.x.colour", "A colour.", Colour.class);

    @ParameterizedTest
    @CsvSource({
        "100ms,100",
        "1s,1000",
        "60s,60000",
        "5m,300000",
        "12h,43200000",
        "2d,172800000",
        "' 1s ',1000",
        "0001s,1000"
    })
    void duration_isNumberAndUnit(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), TIME.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "60",
                "s",
                "60 s",
                "60S",
                "-1s",
                "+1s",
                "1.5s",
                "1e3s",
                "1w",
                "99ms",
                "3d",
                "1s1s",
                "PT1S",
                "\u0661s",
                "9999999999s",
                "99999999999999999999s",
                "0s"
            })
    void otherDuration_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> TIME.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"on,true", "true,true", "ON,true", "True,true", "off,false", "false,false", "' off ',false"})
    void flag_isOnOrOff(String text, boolean value) {
        assertEquals(value, Setting.flag("auth.x.flag", "A flag.").parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "no", "1", "0", "o n", "onn"})
    void otherFlag_isRefused(String text) {
        Setting<Boolean> flag = Setting.flag("auth.x.flag", "A flag.");
        assertThrows(IllegalArgumentException.class, () -> flag.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"-1,-1", "0,0", "10,10", "' 7 ',7", "007,7"})
    void integer_isWithinBounds(String text, int value) {
        assertEquals(value, COUNT.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-2", "11", "1.0", "0x1", "1_0", "99999999999", "one", "- 1"})
    void otherInteger_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> COUNT.parse(text));
    }

    @Test
    void list_keepsOrderAndTrims() {
        assertEquals(
                List.of("b", "a", "c d"), Setting.list("auth.x.list", "A list.").parse("b , a,c d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,", ",a", "a,,b", "a, ,b", "a,b,a"})
    void listWithEmptyOrRepeatedItem_isRefused(String text) {
        Setting<List<String>> list = Setting.list("auth.x.list", "A list.");
        assertThrows(IllegalArgumentException.class, () -> list.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com",
                "http://localhost:8080/realms/x",
                "https://[::1]:8443/",
                "https://a.example/?x=y",
                "HTTPS://a.example"
            })
    void url_isKept(String text) {
        assertEquals(URI.create(text), Setting.url("auth.x.url", "A URL.").parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth.example.com",
                "/realms/x",
                "//a.example",
                "ftp://a.example",
                "file:///etc/passwd",
                "https://",
                "https:a.example",
                "https://user:pw@a.example",
                "https://a.example/#f",
                "https://a b.example",
                "https://a.example:0/",
                "https://a.example:65536/",
                "javascript:alert(1)",
                "https://a_b.example"
            })
    void otherUrl_isRefused(String text) {
        Setting<URI> url = Setting.url("auth.x.url", "A URL.");
        assertThrows(IllegalArgumentException.class, () -> url.parse(text));
    }

    @Test
    void choice_isLowerCaseWithHyphens() {
        assertEquals(Colour.DARK_BLUE, COLOUR.parse("dark-blue"));
        assertEquals(Colour.RED, COLOUR.parse("Red"));
        assertEquals("one of red, dark-blue", COLOUR.type());
        assertThrows(IllegalArgumentException.class, () -> COLOUR.parse("dark_blue"));
        assertThrows(IllegalArgumentException.class, () -> COLOUR.parse("blue"));
    }

    @Test
    void path_isKeptAndNulRefused() {
        Setting<Path> path = Setting.path("auth.x.path", "A path.");
        assertEquals(Path.of("conf/users.properties"), path.parse("conf/users.properties"));
        assertThrows(IllegalArgumentException.class, () -> path.parse("a\0b"));
    }

    @Test
    void secret_isMarkedAndShownNowhere() {
        Setting<Secret> secret = Setting.secret("auth.x.secret", "A secret.");
        assertTrue(secret.isSecret());
        assertTrue(secret.defaultsTo("changeit").isSecret());
        assertEquals("hunter22", secret.parse(" hunter22 ").reveal());
        assertFalse(String.valueOf(secret.parse("hunter22")).contains("hunter22"));
        assertFalse(Setting.string("auth.x.text", "A text.").isSecret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-value-1", "-77"})
    void message_saysWhatIsExpectedAndNotWhatWasThere(String text) {
        for (Setting<?> setting :
                List.of(TIME, COUNT, COLOUR, Setting.flag("auth.x.f", "A flag."), Setting.url("auth.x.u", "A URL."))) {
            String message = assertThrows(IllegalArgumentException.class, () -> setting.parse(text))
                    .getMessage();
            assertTrue(message.startsWith("expected "), message);
            assertFalse(message.contains(text), message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth",
                "auth.",
                "auth.x.",
                "auth..x",
                ".issuer",
                "issuer",
                "1.",
                "AUTH.x",
                "auth.X",
                "auth.a_b",
                "auth.a b",
                "auth.\u00fc",
                "auth.x=y"
            })
    void keyOfAnotherForm_isRefused(String key) {
        assertThrows(IllegalArgumentException.class, () -> Setting.string(key, "A text."));
    }

    @Test
    void keyOfAnApplication_mayBeginWithItsOwnWord() {
        assertEquals(
                "shop.max-items", Setting.string("shop.max-items", "A text.").key());
    }

    @Test
    void defaultThatDoesNotParse_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> COUNT.defaultsTo("11"));
        assertThrows(IllegalArgumentException.class, () -> TIME.defaultsTo("60"));
        assertEquals(Optional.of("60s"), TIME.defaultsTo("60s").defaultText());
        assertEquals(Optional.empty(), TIME.defaultText());
    }

    @Test
    void perInstance_putsTheAliasBehindTheGroup() {
        Setting<String> audience = Setting.string("auth.jwt.audience", "Who.").perInstance("auth.jwt.issuers");
        assertEquals("auth.jwt.audience", audience.key());
        assertEquals("auth.jwt.audience", audience.key("default"));
        assertEquals("auth.jwt.issuers.partner.audience", audience.key("partner"));
        assertEquals(Optional.of("auth.jwt.issuers"), audience.group());
    }

    @Test
    void perInstanceOfALongerKey_keepsItsWholeEnd() {
        Setting<String> name = Setting.string("auth.jwt.claims.name", "Which.").perInstance("auth.jwt.issuers");
        assertEquals("auth.jwt.issuers.partner.claims.name", name.key("partner"));
    }

    @Test
    void withoutGroup_theAliasDoesNotMatter() {
        assertEquals("auth.x.count", COUNT.key("partner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth.cookie.issuers", "auth.jwt.issuers.x", "issuers", "auth.jwt.audience."})
    void groupOfAnotherParent_isRefused(String group) {
        Setting<String> audience = Setting.string("auth.jwt.audience", "Who.");
        assertThrows(IllegalArgumentException.class, () -> audience.perInstance(group));
    }

    @Test
    void defaultAndGroup_goTogetherInEitherOrder() {
        Setting<String> one =
                Setting.string("auth.jwt.audience", "Who.").defaultsTo("me").perInstance("auth.jwt.issuers");
        Setting<String> other = Setting.string("auth.jwt.audience", "Who.")
                .perInstance("auth.jwt.issuers")
                .defaultsTo("me");
        assertEquals(one.defaultText(), other.defaultText());
        assertEquals(one.group(), other.group());
    }
}
