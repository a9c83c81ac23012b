package dev.gatehouse.identity.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.LoginMechanismFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginSettingsTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "auth.login.issuer", "https://auth.example.com/realms/a",
            "auth.login.client-id", "tasklist",
            "auth.login.client-secret", "tasklist-secret"));

    private List<ConfiguredProvider> providers() {
        return LoginProviderSettings.providers(
                TestContext.of(new LoginMechanismFactory(), settings).settings());
    }

    @Test
    void providerWithoutFurtherSettings_hasSafeDefaults() {
        LoginProvider provider = providers().get(0).provider();

        assertEquals("default", provider.alias());
        assertEquals("auth.example.com", provider.title());
        assertEquals("/identity-callback", provider.redirectPath());
        assertEquals(List.of("openid", "profile", "email"), provider.request().scopes());
        assertEquals(LoginProvider.Pushed.AS_REQUIRED, provider.request().pushed());
        assertTrue(provider.authentication() instanceof ClientAuthentication.SecretBasic);
        assertTrue(!provider.toString().contains("secret"));
        assertTrue(!provider.authentication().toString().contains("tasklist"));
    }

    @Test
    void furtherProviders_haveTheirOwnRedirectPaths() {
        settings.put("auth.login.providers.other.issuer", "https://other.example.com");
        settings.put("auth.login.providers.other.client-id", "tasklist");
        settings.put("auth.login.providers.other.client-authentication", "none");

        List<ConfiguredProvider> providers = providers();

        assertEquals(2, providers.size());
        assertEquals("/identity-callback/other", providers.get(1).provider().redirectPath());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth.login.issuer | http://auth.example.com/realms/a | plain http",
                "auth.login.issuer | example | expected",
                "auth.login.client-authentication | none | remove it",
                "auth.login.client-authentication | private-key-jwt | remove it",
                "auth.login.client-key | nonsense | remove it",
                "auth.login.parameters | state=x | state",
                "auth.login.parameters | redirect_uri=https://evil.example | redirect_uri",
                "auth.login.parameters | code_challenge_method=plain | code_challenge_method",
                "auth.login.parameters | response_mode=fragment | response_mode",
                "auth.login.prompt | none | expected",
                "auth.login.algorithms | none | ",
                "auth.login.algorithms | HS256 | ",
                "auth.login.redirect-path | /a/../b | expected",
                "auth.login.issuer | https://accounts.google.com | owner"
            })
    void settingThatCannotBeUsed_refusesTheStart(String key, String value, String message) {
        settings.put(key, value);

        SettingException refused = assertThrows(SettingException.class, this::providers);
        assertTrue(refused.getMessage().contains(message == null ? key : message), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"auth.login.issuer", "auth.login.client-id", "auth.login.client-secret"})
    void missingSetting_refusesTheStart(String key) {
        settings.remove(key);

        assertThrows(SettingException.class, this::providers);
    }

    @Test
    void sameClientTwice_refusesTheStart() {
        settings.put("auth.login.providers.other.issuer", "https://auth.example.com/realms/a");
        settings.put("auth.login.providers.other.client-id", "tasklist");
        settings.put("auth.login.providers.other.client-secret", "tasklist-secret");

        assertThrows(SettingException.class, this::providers);
    }
}
