package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSettingsTest {

    @Test
    void all_holdsEveryConstant() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : HostSettings.class.getFields()) {
            if (field.getType() == Setting.class) {
                constants.add(field.get(null));
            }
        }
        assertEquals(constants, HostSettings.all());
    }

    @Test
    void defaults_areTheSafeOnes() {
        Settings host = Declared.load(Map.of()).settings("host");
        assertEquals(Optional.empty(), host.find(HostSettings.MECHANISMS));
        assertEquals("memory", host.get(HostSettings.SESSIONS));
        assertEquals("gatehouse", host.get(HostSettings.REALM));
        assertEquals(Optional.empty(), host.find(HostSettings.PUBLIC_URL));
        assertEquals(Optional.empty(), host.find(HostSettings.TRUSTED_PROXIES));
        assertEquals(false, host.get(HostSettings.REQUIRE_TLS));
        assertEquals(Optional.empty(), host.find(HostSettings.CORS_ORIGINS));
        assertEquals(HostSettings.Audit.REFUSALS, host.get(HostSettings.AUDIT));
        assertEquals(true, host.get(HostSettings.CROSS_SITE_GUARD));
        assertEquals(32, host.get(HostSettings.BLOCKING_CALLS));
        assertEquals(Duration.ofSeconds(1), host.get(HostSettings.HTTP_CONNECT_TIMEOUT));
        assertEquals(Duration.ofSeconds(3), host.get(HostSettings.HTTP_TIMEOUT));
        assertEquals(Duration.ofDays(365), host.get(HostSettings.HSTS));
        assertEquals(HostSettings.AccessMode.AUTHENTICATED, host.get(HostSettings.ACCESS_MODE));
        assertEquals(false, host.get(HostSettings.ACCESS_PAGE));
    }

    @Test
    void accessRules_areInstances() {
        Map<String, String> code = new LinkedHashMap<>();
        code.put("auth.access.rules.health.path", "/health");
        code.put("auth.access.rules.health.mode", "open");
        code.put("auth.access.rules.admin.path", "/v1/admin/*");
        code.put("auth.access.rules.admin.methods", "POST, DELETE");
        code.put("auth.access.rules.admin.permissions", "ADMIN");
        code.put("auth.access.rules.admin.mechanisms", "jwt");
        code.put("auth.access.rules.admin.acr", "urn:mfa");
        code.put("auth.access.rules.admin.max-age", "10m");
        Settings host = Declared.load(code).settings("host");
        assertEquals(List.of("health", "admin"), List.copyOf(host.instances(HostSettings.ACCESS_RULES)));
        Settings health = host.instance("health");
        assertEquals(HostSettings.AccessMode.OPEN, health.get(HostSettings.ACCESS_MODE));
        Settings admin = host.instance("admin");
        assertEquals("/v1/admin/*", admin.get(HostSettings.ACCESS_PATH));
        assertEquals(List.of("POST", "DELETE"), admin.get(HostSettings.ACCESS_METHODS));
        assertEquals(List.of("ADMIN"), admin.get(HostSettings.ACCESS_PERMISSIONS));
        assertEquals(List.of("jwt"), admin.get(HostSettings.ACCESS_MECHANISMS));
        assertEquals("urn:mfa", admin.get(HostSettings.ACCESS_ACR));
        assertEquals(Duration.ofMinutes(10), admin.get(HostSettings.ACCESS_MAX_AGE));
        assertEquals(HostSettings.AccessMode.AUTHENTICATED, admin.get(HostSettings.ACCESS_MODE));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "HTTPS://App.Example.COM:443, https://app.example.com",
        "http://localhost:80, http://localhost",
        "http://localhost:443, http://localhost:443",
        "http://localhost:3000, http://localhost:3000",
        "http://[::1]:8080, http://[::1]:8080",
        "capacitor://localhost, capacitor://localhost",
    })
    void origin_isKeptAsBrowsersWriteIt(String written, String expected) {
        assertEquals(List.of(expected), HostSettings.CORS_ORIGINS.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "NULL",
                "app.example.com",
                "//app.example.com",
                "https://",
                "https://a/",
                "https://a/b",
                "https://a?b",
                "https://a#b",
                "https://u@a",
                "https://*.com",
                "https://a:",
                "https://a:70000",
                "https://a b",
                "https://caf\u00e9.example",
                "mailto:a@b",
                "https://a, null"
            })
    void otherOrigin_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostSettings.CORS_ORIGINS.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "/health", "/v1/*", "/v1/", "/a.b/c-d_e~f", "/a:b@c", "/z\u00fcrich/*", "/a b"})
    void path_isAccepted(String text) {
        assertEquals(text, HostSettings.ACCESS_PATH.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1",
                "*",
                "/v1*",
                "/v1/**",
                "/*/v1",
                "//",
                "//*",
                "/a//b",
                "/a//*",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/..",
                "/../*",
                "/a;b",
                "/a%20b",
                "/a\\b",
                "/a?b",
                "/a#b",
                "/a\u0001b",
                "/{id}"
            })
    void otherPath_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostSettings.ACCESS_PATH.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "https://a.example/", "https://a.example:8443/app/x"})
    void publicUrl_isAccepted(String text) {
        assertEquals(URI.create(text), HostSettings.PUBLIC_URL.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example?x", "https://a.example//b", "https://a.example/../b", "https://a.example:99999",
                "https://u@a.example", "https://a.example#x", "ftp://a.example", "/app"
            })
    void otherPublicUrl_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostSettings.PUBLIC_URL.parse(text));
    }
}
