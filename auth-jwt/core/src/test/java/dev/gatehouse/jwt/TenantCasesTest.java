package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind E of the cases from the field: tokens of many tenants of Entra, whose issuers differ in one segment, and the
 * keys that name an issuer.
 */
class TenantCasesTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String FIRST = TenantRig.FIRST;
    private static final String SECOND = TenantRig.SECOND;

    @TempDir
    Path folder;

    private TenantRig open(String tenants) {
        return TenantRig.open(folder, KEY, Map.of("auth.jwt.tenants", tenants));
    }

    private static String good(String tenant) {
        return TenantRig.claims(TenantRig.iss(tenant), '"' + tenant + '"');
    }

    @Test
    void tokenOfAnyTenant_isAcceptedWithItsOwnIssuer() {
        try (TenantRig rig = open("any")) {
            for (int use = 0; use < 2; use++) {
                assertEquals(TenantRig.iss(FIRST), rig.outcome(KEY, good(FIRST)));
                assertEquals(TenantRig.iss(SECOND), rig.outcome(KEY, good(SECOND)));
            }
        }
    }

    @Test
    void listedTenants_alone() {
        try (TenantRig rig = open(FIRST)) {
            assertEquals(TenantRig.iss(FIRST), rig.outcome(KEY, good(FIRST)));
            assertEquals("token.tenant", rig.outcome(KEY, good(SECOND)));
        }
        try (TenantRig rig = open(FIRST.toUpperCase(Locale.ROOT) + ", " + SECOND)) {
            assertEquals(TenantRig.iss(FIRST), rig.outcome(KEY, good(FIRST)));
            assertEquals(TenantRig.iss(SECOND), rig.outcome(KEY, good(SECOND)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any|token.tenant",
                "11111111-2222-4333-8444-55555555abcd|token.tenant",
                "any, 9188040d-6c67-4c5b-b112-36a304b66dad|https://login.microsoftonline.com/"
                        + "9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
                "9188040d-6c67-4c5b-b112-36a304b66dad|https://login.microsoftonline.com/"
                        + "9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"
            })
    void personalAccounts_countOnlyWhenListed(String tenants, String outcome) {
        try (TenantRig rig = open(tenants)) {
            assertEquals(outcome, rig.outcome(KEY, good(TenantRig.CONSUMERS)));
        }
    }

    @Test
    void templateAtTheEndOfTheName_isAccepted() {
        String iss = "https://sts.windows.net/" + FIRST + "/";
        Map<String, String> settings =
                Map.of("auth.jwt.issuer", "https://sts.windows.net/{tenantid}/", "auth.jwt.tenants", "any");
        try (TenantRig rig = TenantRig.open(folder, KEY, settings)) {
            assertEquals(iss, rig.outcome(KEY, TenantRig.claims(iss, '"' + FIRST + '"')));
        }
    }

    @Test
    void exactName_goesBeforeTemplate() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.tenants", "any");
        settings.put("auth.jwt.issuers.own.issuer", TenantRig.iss(FIRST));
        settings.put("auth.jwt.issuers.own.audience", "other-api");
        settings.put("auth.jwt.issuers.own.jwks-file", TenantRig.keys(folder, KEY));
        try (TenantRig rig = TenantRig.open(folder, KEY, settings)) {
            assertEquals("token.audience", rig.outcome(KEY, good(FIRST)));
            assertEquals(TenantRig.iss(SECOND), rig.outcome(KEY, good(SECOND)));
        }
    }

    @Test
    void keyThatNamesItsIssuer_mustFit() {
        String shared = TenantRig.TEMPLATE;
        assertEquals(TenantRig.iss(FIRST), withKeyOf(shared, FIRST));
        assertEquals(TenantRig.iss(FIRST), withKeyOf(TenantRig.iss(FIRST), FIRST));
        assertEquals("token.key-unknown", withKeyOf(TenantRig.iss(SECOND), FIRST));
        assertEquals("token.key-unknown", withKeyOf(TenantRig.iss(TenantRig.CONSUMERS), FIRST));
        assertEquals("token.key-unknown", withKeyOf("https://login.partner.microsoftonline.cn/{tenantid}/v2.0", FIRST));
        assertEquals("token.key-unknown", withKeyOf("", FIRST));
    }

    private String withKeyOf(String keyIssuer, String tenant) {
        TestKey key = KEY.with("issuer", keyIssuer);
        try (TenantRig rig = TenantRig.open(folder, key, Map.of("auth.jwt.tenants", "any"))) {
            return rig.outcome(key, good(tenant));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0, true",
        "https://login.microsoftonline.com/{tenantid}/v2.0, true",
        "https://login.microsoftonline.com/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123/v2.0, false",
        "https://other.example.com, false"
    })
    void keyOfAnExactIssuer_mustNotNameAnotherTenant(String keyIssuer, boolean fits) {
        assertEquals(fits, TenantTemplate.keyFits(keyIssuer, "https://sts.windows.net/" + FIRST + "/", null));
        assertEquals(fits, TenantTemplate.keyFits(keyIssuer, TenantRig.iss(FIRST), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is missing",
                "any, 11111111-2222-4333-8444-55555555abcd|single tenants",
                "contoso.onmicrosoft.com|expected GUIDs",
                "*|expected GUIDs",
                "common|expected GUIDs"
            })
    void tenantsThatSayNothingClear_refuseTheStart(String tenants, String message) {
        refused(Map.of("auth.jwt.tenants", tenants), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{tenantid}.example.com/v2.0",
                "https://{tenantid}/v2.0",
                "https://login.example.com/t-{tenantid}/v2.0",
                "https://login.example.com/{tenantid}x/v2.0",
                "https://login.example.com/{tenantid}/{tenantid}",
                "https://login.example.com/v2.0?t={tenantid}",
                "https://login.example.com/{tenant}/v2.0",
                "https://login.example.com/{TENANTID}/v2.0",
                "https://login.example.com/{{tenantid}}/v2.0",
                "{tenantid}",
                "ftp://login.example.com/{tenantid}/"
            })
    void templateOfAnotherForm_refusesTheStart(String issuer) {
        refused(Map.of("auth.jwt.issuer", issuer, "auth.jwt.tenants", "any"), "auth.jwt.issuer");
    }

    @Test
    void tenantsWithoutTemplate_refuseTheStart() {
        refused(Map.of("auth.jwt.issuer", TenantRig.iss(FIRST), "auth.jwt.tenants", FIRST), "placeholder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com/{tenantid}/v2.0",
                "https://login.microsoftonline.com/{tenantid}/v3.0"
            })
    void overlappingTemplates_refuseTheStart(String other) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.tenants", FIRST);
        settings.put("auth.jwt.issuers.other.issuer", other);
        settings.put("auth.jwt.issuers.other.tenants", SECOND);
        settings.put("auth.jwt.issuers.other.audience", "other-api");
        settings.put("auth.jwt.issuers.other.jwks-file", TenantRig.keys(folder, KEY));
        if (other.equals(TenantRig.TEMPLATE)) {
            refused(settings, "another alias");
        } else {
            TenantRig.open(folder, KEY, settings).close();
        }
    }

    @Test
    void templatesWithATenantInTheirFixedPart_overlap() {
        TenantTemplate one = TenantTemplate.parse("https://a.example/{tenantid}/" + FIRST);
        TenantTemplate other = TenantTemplate.parse("https://a.example/" + SECOND + "/{tenantid}");
        assertTrue(one.overlaps(other));
        assertTrue(other.overlaps(one));
        assertFalse(one.overlaps(TenantTemplate.parse("https://a.example/" + SECOND + "/{tenantid}/")));
        assertFalse(one.overlaps(TenantTemplate.parse("https://a.example/{tenantid}/" + SECOND)));
    }

    @Test
    void keys_comeFromThePlaceOfAllTenants() {
        assertEquals(discovery("organizations"), keys(Set.of(), true));
        assertEquals(discovery("organizations"), keys(Set.of(FIRST), false));
        assertEquals(discovery("common"), keys(Set.of(TenantRig.CONSUMERS), true));
    }

    private static KeyLocation discovery(String place) {
        return new KeyLocation.Discovery(TenantRig.TEMPLATE, TenantRig.HOST + place + "/v2.0");
    }

    private static KeyLocation keys(Set<String> tenants, boolean any) {
        return IssuerPolicy.builder(TenantRig.TEMPLATE, Set.of("api"))
                .origin(TokenOrigin.authorization().tenants(tenants, any))
                .build()
                .keys();
    }

    @Test
    void clientsAreTold_whereToGetTokens() {
        try (TenantRig rig = open("any")) {
            assertEquals(Set.of(TenantRig.HOST + "organizations/v2.0"), servers(rig));
        }
        try (TenantRig rig = open(FIRST + "," + SECOND)) {
            assertEquals(Set.of(TenantRig.iss(FIRST), TenantRig.iss(SECOND)), servers(rig));
        }
    }

    private static Set<String> servers(TenantRig rig) {
        return rig.mechanism().mechanism().protectedResource().orElseThrow().authorizationServers();
    }

    @Test
    void revocation_namesTheTenantsIssuer() throws Exception {
        Path file = folder.resolve("revoked");
        Files.writeString(file, "jti " + TenantRig.iss(FIRST) + " 7d2\n");
        Map<String, String> settings =
                Map.of("auth.jwt.tenants", "any", "auth.bearer.revocations-file", file.toString());
        try (TenantRig rig = TenantRig.open(folder, KEY, settings)) {
            assertEquals("token.revoked", rig.outcome(KEY, good(FIRST)));
            assertEquals(TenantRig.iss(SECOND), rig.outcome(KEY, good(SECOND)));
        }
        Files.writeString(file, "jti " + TenantRig.HOST + "common/v2.0 7d2\n");
        refused(settings, "its issuer is not configured");
    }

    @Test
    void policyInCode_needsTenantsExactlyWithATemplate() {
        assertThrows(
                IllegalArgumentException.class,
                () -> IssuerPolicy.builder(TenantRig.TEMPLATE, Set.of("api")).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> IssuerPolicy.builder(TenantRig.iss(FIRST), Set.of("api"))
                        .origin(TokenOrigin.authorization().tenants(Set.of(FIRST), false))
                        .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenOrigin.authorization().tenants(Set.of(), false));
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenOrigin.authorization().tenants(Set.of("common"), false));
    }

    private void refused(Map<String, String> settings, String message) {
        SettingException refused = assertThrows(SettingException.class, () -> TenantRig.open(folder, KEY, settings));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
