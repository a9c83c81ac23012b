package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.provider.TokenProvider;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.testkit.TestContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kind A to G of the cases from the field: tokens of each provider, from the request to the caller, with the settings
 * that its preset leaves to the operator.
 */
class ProviderPresetCasesTest {

    @TempDir
    Path folder;

    private String outcome(Map<String, String> settings, ProviderSample sample, String claims) throws Exception {
        try (ProviderRig rig = ProviderRig.open(folder, settings)) {
            return rig.outcome(sample.sign(ProviderRig.KEY, claims));
        }
    }

    @ParameterizedTest
    @EnumSource(ProviderSample.class)
    void personClientAndOtherTokens_areTold(ProviderSample sample) throws Exception {
        try (ProviderRig rig = ProviderRig.open(folder, sample.settings())) {
            for (int use = 0; use < 2; use++) {
                assertEquals(sample.personSeen, rig.outcome(sample.sign(ProviderRig.KEY, sample.person())));
                assertEquals(sample.clientSeen, rig.outcome(sample.sign(ProviderRig.KEY, sample.client())));
            }
            assertEquals(sample.idTokenRefusal, rig.outcome(sample.sign(ProviderRig.KEY, sample.idToken())));
        }
    }

    @ParameterizedTest
    @EnumSource(ProviderSample.class)
    void expiredTokens_areRefused(ProviderSample sample) throws Exception {
        try (ProviderRig rig = ProviderRig.open(folder, sample.settings())) {
            String end = "\"exp\":" + (TestToken.NOW + 300);
            String past = "\"exp\":" + (TestToken.NOW - 3600);
            for (String claims : List.of(sample.person(), sample.client())) {
                assertTrue(claims.contains(end));
                assertEquals("token.expired", rig.outcome(sample.sign(ProviderRig.KEY, claims.replace(end, past))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Entra marks the tokens of clients with idtyp where that optional claim is on.
                "ENTRA|client|'sub':'oid-daemon'|'sub':'oid-daemon','idtyp':'app','scp':'x'|CLIENT oid:oid-daemon",
                "ENTRA|person|'scp':'Tasks.Read Tasks.Write'|'scp':'a','idtyp':'user'|PERSON oid:oid-jane",
                "COGNITO|person|'client_id':'3n4b'|'client_id':'3n4b','aud':'3n4b'|PERSON aaaa-bbbb",
                "KEYCLOAK|person|'preferred_username':'jane'|'preferred_username':'service-account-x'|PERSON uuid-1",
                "KEYCLOAK|client|'client_id':'m2m'|'clientId':'m2m'|CLIENT uuid-2",
                "KEYCLOAK|person|'typ':'Bearer'|'typ':'Bearer','nonce':'n'|PERSON uuid-1",
                "ADFS|person|'primarysid'|'sub':'pairwise-jane','primarysid'|PERSON pairwise-jane",
                "ZITADEL|person|'client_id':'77@tasks'|'client_id':'1001@tasks'|PERSON 1001",
                "HYDRA|person|'client_id':'web'|'client_id':'web','token_use':'access_token'|PERSON jane"
            })
    void furtherShapes_areAccepted(ProviderSample sample, String base, String from, String to, String start)
            throws Exception {
        String claims = base.equals("client") ? sample.client() : sample.person();
        String part = from.replace('\'', '"');
        assertTrue(claims.contains(part), part);
        String seen = outcome(sample.settings(), sample, claims.replace(part, to.replace('\'', '"')));
        assertTrue(seen.startsWith(start + " "), seen);
    }

    @Test
    void valuesOfPreset_areShownAndOverridden() {
        Map<String, String> settings = ProviderSample.COGNITO.settings();
        settings.put("auth.jwt.jwks-file", TenantRig.keys(folder, ProviderRig.KEY));
        settings.put("auth.jwt.permissions-claims", "cognito:groups");
        settings.put("auth.jwt.issuers.cloud.provider", "entra");
        settings.put("auth.jwt.issuers.cloud.audience", "a");
        settings.put("auth.jwt.issuers.cloud.tenants", "any");
        settings.put("auth.jwt.issuers.cloud.jwks-file", TenantRig.keys(folder, ProviderRig.KEY));
        try (Gatehouse gatehouse = ProviderRig.start(settings, new LinkedBlockingQueue<>())) {
            List<String> lines = gatehouse.describeSettings();
            String origin = " (preset of auth.jwt.provider = cognito)";
            assertTrue(lines.contains("auth.jwt.audience-claims = aud, client_id" + origin), lines.toString());
            assertTrue(lines.contains("auth.jwt.token-kind-claims = token_use=access" + origin), lines.toString());
            assertTrue(lines.contains("auth.jwt.permissions-claims = cognito:groups (code)"), lines.toString());
            assertTrue(
                    lines.contains("auth.jwt.issuers.cloud.subject-claim = oid, sub"
                            + " (preset of auth.jwt.issuers.cloud.provider = entra)"),
                    lines.toString());
            assertTrue(lines.contains("auth.jwt.subject-claim = sub (default)"), lines.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(TokenProvider.class)
    void everyValueOfPresets_canBeOverridden(TokenProvider provider) {
        Map<String, Setting<?>> declared = new HashMap<>();
        new JwtMechanismFactory().settings().forEach(setting -> declared.put(setting.key(), setting));
        provider.preset().forEach((key, value) -> {
            Setting<?> setting = declared.get(key);
            assertEquals(JwtOriginSettings.GROUP, setting.group().orElseThrow(), key);
            setting.parse(value);
            Map<String, String> values =
                    Map.of("auth.jwt.provider", provider.name().replace('_', '-'), key, "{\"");
            Settings settings = TestContext.of("jwt", List.copyOf(declared.values()), values)
                    .settings();
            // A value that cannot be parsed is refused, and not passed over for that of the preset.
            assertTrue(settings.isSet(setting));
            assertEquals(
                    key,
                    assertThrows(SettingException.class, () -> settings.get(setting), key)
                            .key());
        });
    }

    @ParameterizedTest
    @EnumSource(TokenProvider.class)
    void noPreset_takesWhatUsersCanChangeAsSubject(TokenProvider provider) {
        String subject = provider.preset().getOrDefault("auth.jwt.subject-claim", "sub");
        for (String claim : new String[] {"email", "upn", "preferred_username", "unique_name", "username", "login"}) {
            assertFalse(List.of(subject.split(", ")).contains(claim), claim);
        }
        assertFalse(provider.preset().containsKey("auth.jwt.name-claim"));
    }

    @Test
    void everyProvider_hasSamples() {
        Set<String> sampled =
                Arrays.stream(ProviderSample.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> all = Arrays.stream(TokenProvider.values()).map(Enum::name).collect(Collectors.toSet());
        all.removeAll(Set.of("GENERIC", "RFC9068", "CAMUNDA_CLOUD"));
        assertEquals(all, sampled);
    }
}
