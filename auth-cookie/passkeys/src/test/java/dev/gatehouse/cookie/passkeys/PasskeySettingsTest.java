package dev.gatehouse.cookie.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeySettingsTest {

    private static RelyingParty party(String url, Map<String, String> settings) {
        TestContext context = TestContext.of("cookie", PasskeySettings.all(), settings);
        return RelyingParty.of(url.isEmpty() ? context : context.withPublicUrl(url));
    }

    @Test
    void defaults_comeFromThePublicUrl() {
        assertEquals(
                new RelyingParty("tasks.example.com", "tasks.example.com", List.of("https://tasks.example.com")),
                party("https://tasks.example.com/app", Map.of()));
        assertEquals(
                List.of("https://tasks.example.com:8443"),
                party("https://tasks.example.com:8443/", Map.of()).origins());
        assertEquals(
                List.of("https://tasks.example.com"),
                party("https://tasks.example.com:443/", Map.of()).origins());
        assertEquals("localhost", party("http://localhost:8080", Map.of()).id());
    }

    @Test
    void parentDomain_mayHaveSeveralOrigins() {
        RelyingParty party = party(
                "https://tasks.example.com",
                Map.of(
                        "auth.cookie.passkeys.rp-id",
                        "example.com",
                        "auth.cookie.passkeys.rp-name",
                        "Example tasks",
                        "auth.cookie.passkeys.origins",
                        "https://tasks.example.com, https://work.example.com:444"));
        assertEquals(
                new RelyingParty(
                        "example.com",
                        "Example tasks",
                        List.of("https://tasks.example.com", "https://work.example.com:444")),
                party);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', auth.cookie.passkeys.rp-id",
        "http://127.0.0.1:8080, '', '', auth.cookie.passkeys.rp-id",
        "http://tasks.example.com, '', '', auth.cookie.passkeys.origins",
        "https://tasks.example.com, example.org, '', auth.cookie.passkeys.origins",
        "https://tasks.example.com, ple.com, '', auth.cookie.passkeys.origins",
        "https://tasks.example.com, '', https://other.net, auth.cookie.passkeys.origins",
        "https://tasks.example.com, '', http://tasks.example.com, auth.cookie.passkeys.origins",
        "'', example.com, '', auth.cookie.passkeys.origins"
    })
    void combinationThatBrowsersRefuse_refusesTheStart(String url, String id, String origins, String key) {
        Map<String, String> settings = new HashMap<>();
        if (!id.isEmpty()) {
            settings.put("auth.cookie.passkeys.rp-id", id);
        }
        if (!origins.isEmpty()) {
            settings.put("auth.cookie.passkeys.origins", origins);
        }
        assertEquals(
                key,
                assertThrows(SettingException.class, () -> party(url, settings)).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "co.uk",
                "Example.com",
                "10.0.0.1",
                "[::1]",
                "a b",
                "example.com:443",
                "https://x.org",
                "-"
            })
    void idThatIsNoDomainOfOneOwner_isRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> RelyingParty.checkedId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "null", "https://a.example.com/", "https://u@a.example.com", "a.example.com", "//a"})
    void whatIsNoOrigin_isRefused(String origins) {
        assertThrows(IllegalArgumentException.class, () -> RelyingParty.checkedOrigins(origins));
    }

    @Test
    void directoryWithoutPasskeys_refusesTheStart() {
        CookieMechanismFactory factory = CookieMechanismFactory.withUsers(Users.of(List.of()));
        TestContext context = TestContext.of(factory, Map.of("auth.cookie.passkeys", "on"))
                .withPublicUrl("https://tasks.example.com")
                .withSessions(new PasskeyRig().sessions);
        SettingException refused = assertThrows(SettingException.class, () -> factory.create(context));
        assertEquals("auth.cookie.passkeys", refused.key());
    }

    @Test
    void withoutTheSetting_nothingIsOffered() {
        PasskeyRig rig = new PasskeyRig(Map.of("auth.cookie.passkeys", "off"));
        assertThrows(IllegalArgumentException.class, () -> rig.browser.list());
        assertTrue(rig.mechanism.mechanism().cookiePrefixes().isEmpty());
    }
}
