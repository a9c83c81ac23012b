package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.service.FakeService;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each type of provider makes of tokens of clients and of persons. */
class IdentityTypesTest {

    private static final Map<IdentityType, IdentityRig> RIGS = new EnumMap<>(IdentityType.class);

    private static IdentityRig rig(IdentityType type) {
        IdentityRig rig = RIGS.computeIfAbsent(type, IdentityRig::new);
        rig.service.usual();
        return rig;
    }

    @AfterAll
    static void close() {
        RIGS.values().forEach(IdentityRig::close);
        RIGS.clear();
    }

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void tokenOfAClient_isAClientWithPermissions(IdentityType type) {
        IdentityRig rig = rig(type);
        Caller caller = rig.caller(rig.client(type));
        assertEquals(Caller.Kind.CLIENT, caller.kind());
        assertEquals(Set.of("READ", "WRITE"), caller.permissions());
        assertEquals(rig.settings.get("auth.identity.issuer"), caller.issuer());
    }

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void tokenOfAPerson_isAPersonWithNameAndGroups(IdentityType type) {
        IdentityRig rig = rig(type);
        rig.service.json(FakeService.PERMISSIONS, "[\"read:*\"]");
        Caller caller = rig.caller(
                type == IdentityType.AUTH0
                        ? rig.person(type).claim("groups", List.of("sales", "board"))
                        : rig.person(type));
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals(type == IdentityType.OKTA ? "lisa@example.com" : "Lisa Long", caller.displayName());
        assertEquals(Set.of("sales", "board"), caller.groups());
        assertEquals(Set.of("READ"), caller.permissions());
        assertEquals(caller.subject(), caller.getName());
    }

    @ParameterizedTest
    @EnumSource(
            value = IdentityType.class,
            names = {"GENERIC", "ENTRA", "OKTA"})
    void permissionsOfClaims_doNotCountWhereTheServiceDecides(IdentityType type) {
        IdentityRig rig = rig(type);
        rig.service.json(FakeService.PERMISSIONS, "[]");
        Caller caller = rig.caller(rig.person(type)
                .claim("permissions", Map.of("tasklist-api", List.of("write:*")))
                .claim("roles", List.of("write:*"))
                .claim("scp", "write:*")
                .claim("scope", "write:*"));
        assertEquals(Set.of(), caller.permissions());
    }

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void serviceAway_is503OnlyWhereItIsNeeded(IdentityType type) {
        IdentityRig rig = rig(type);
        rig.service.all(FakeService.status(500, ""));
        AuthenticationResult result = rig.answer(rig.client(type));
        if (type == IdentityType.KEYCLOAK || type == IdentityType.AUTH0) {
            assertInstanceOf(AuthenticationResult.Authenticated.class, result);
        } else {
            AuthenticationResult.Unavailable away = assertInstanceOf(AuthenticationResult.Unavailable.class, result);
            assertEquals("identity.unavailable", away.reason().code());
        }
    }

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void blocking_isSaidWhereTheServiceIsAsked(IdentityType type) {
        IdentityRig rig = rig(type);
        try (TestMechanism mechanism = rig.create()) {
            assertEquals(
                    type != IdentityType.KEYCLOAK && type != IdentityType.AUTH0,
                    mechanism.mechanism().blocking());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = IdentityType.class,
            names = {"GENERIC", "ENTRA", "OKTA"})
    void withoutUrl_theStartIsRefusedWithTheRemedy(IdentityType type) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "auth.identity.provider", type.name().toLowerCase(Locale.ROOT),
                "auth.identity.issuer", "https://auth.example.com/",
                "auth.identity.audience", "tasklist-api"));
        SettingException refused = assertThrows(SettingException.class, () -> start(settings));
        assertEquals("auth.identity.service.url", refused.key());
        assertTrue(refused.getMessage().contains("auth.identity.permissions-from"), refused.getMessage());
        settings.put("auth.identity.permissions-from", "claims");
        settings.put("auth.identity.groups-from", "claims");
        start(settings);
    }

    @Test
    void serviceOverPlainHttp_isRefusedUnlessAllowed() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "auth.identity.issuer", "https://auth.example.com/",
                "auth.identity.audience", "tasklist-api",
                "auth.identity.tenants-from", "service",
                "auth.identity.service.url", "http://my_identity:8084"));
        SettingException refused = assertThrows(SettingException.class, () -> start(settings));
        assertEquals("auth.identity.service.url", refused.key());
        assertTrue(refused.getMessage().contains("auth.identity.allow-http"), refused.getMessage());
        settings.put("auth.identity.allow-http", "on");
        start(settings);
    }

    @Test
    void presetOfKeycloak_equalsTheDefaults() {
        Map<String, String> defaults = new HashMap<>();
        IdentitySettings.ALL.forEach(
                setting -> setting.defaultText().ifPresent(text -> defaults.put(setting.key(), text)));
        IdentityType.KEYCLOAK.preset().forEach((key, value) -> assertEquals(value, defaults.get(key), key));
    }

    @Test
    void everyPreset_choosesDeclaredSettings() {
        Set<String> keys = new HashSet<>();
        IdentitySettings.ALL.forEach(setting -> keys.add(setting.key()));
        for (IdentityType type : IdentityType.values()) {
            type.preset().keySet().forEach(key -> assertTrue(keys.contains(key), type + " " + key));
            assertFalse(type.preset().isEmpty());
        }
    }

    private static void start(Map<String, String> settings) {
        IdentityMechanismFactory factory = new IdentityMechanismFactory();
        TestMechanism.create(factory, TestContext.of(factory, settings)).close();
    }
}
