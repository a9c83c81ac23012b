package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kind E of the cases from the field: what must not pass through the template of an issuer. Each token has a good
 * signature.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantAttacksTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String TID = "\"" + TenantRig.FIRST + "\"";

    private TenantRig any;
    private TenantRig listed;

    @BeforeAll
    void open(@TempDir Path folder) {
        any = TenantRig.open(folder, KEY, Map.of("auth.jwt.tenants", "any"));
        listed = TenantRig.open(folder, KEY, Map.of("auth.jwt.tenants", TenantRig.FIRST));
    }

    @AfterAll
    void close() {
        any.close();
        listed.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Another spelling of the tenant, or of the rest.
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555ABCD/v2.0|not mine",
                "https://login.microsoftonline.com/{11111111-2222-4333-8444-55555555abcd}/v2.0|not mine",
                "https://login.microsoftonline.com/1111111122224333844455555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abc/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcg/v2.0|not mine",
                "https://login.microsoftonline.com/%31%31111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com/%311111111-2222-4333-8444-55555555abc/v2.0|not mine",
                "https://LOGIN.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com:443/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "http://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                // The template itself, and the names that stand for many tenants.
                "https://login.microsoftonline.com/{tenantid}/v2.0|not mine",
                "https://login.microsoftonline.com/common/v2.0|not mine",
                "https://login.microsoftonline.com/organizations/v2.0|not mine",
                // More than one segment.
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0/|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/x/v2.0|not mine",
                "https://login.microsoftonline.com/x/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/../v2.0|not mine",
                "https://login.microsoftonline.com/../11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com/1111/../1-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com//11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd%2Fv2.0|not mine",
                // Another host around it.
                "https://login.microsoftonline.com.evil.example/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://login.microsoftonline.com@evil.example/11111111-2222-4333-8444-55555555abcd/v2.0|not mine",
                "https://evil.example/https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0"
                        + "|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0#x|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0?x=/v2.0|not mine",
                // Control characters and spaces.
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0\\n|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abc\\u0000/v2.0|not mine",
                "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abc /v2.0|not mine",
                "https://login.microsoftonline.com/\\uff11111111-2222-4333-8444-55555555abcd/v2.0|not mine"
            })
    void nameOfAnotherForm_isNotOfTheTemplate(String iss, String outcome) {
        String payload = TenantRig.claims(iss, TID);
        assertEquals(outcome, any.outcome(KEY, payload));
        assertEquals(outcome, listed.outcome(KEY, payload));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``",
                "null",
                "\"\"",
                "\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123\"",
                "\"9188040d-6c67-4c5b-b112-36a304b66dad\"",
                "\"11111111-2222-4333-8444-55555555ABCD\"",
                "\" 11111111-2222-4333-8444-55555555abcd\"",
                "\"11111111-2222-4333-8444-55555555abcd/v2.0\"",
                "\"{tenantid}\"",
                "[\"11111111-2222-4333-8444-55555555abcd\"]",
                "{\"value\":\"11111111-2222-4333-8444-55555555abcd\"}",
                "true",
                "11111111"
            })
    void tenantThatIsNotTheOneInIss_isRefused(String tid) {
        String payload = TenantRig.claims(TenantRig.iss(TenantRig.FIRST), tid);
        assertEquals("token.tenant", any.outcome(KEY, payload));
        assertEquals("token.tenant", listed.outcome(KEY, payload));
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123,"
                + " https://login.microsoftonline.com/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123/v2.0, token.tenant",
        "9188040d-6c67-4c5b-b112-36a304b66dad, token.tenant, token.tenant",
        "00000000-0000-0000-0000-000000000000,"
                + " https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0, token.tenant"
    })
    void tenantThatIsNotListed_isRefused(String tenant, String withAny, String withList) {
        String payload = TenantRig.claims(TenantRig.iss(tenant), '"' + tenant + '"');
        assertEquals(withAny, any.outcome(KEY, payload));
        assertEquals(withList, listed.outcome(KEY, payload));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"aud\":\"tasklist-api\"|\"aud\":\"other\"|token.audience",
                "\"sub\":\"alice\"|\"sub\":\"\"|token.claims",
                "\"exp\":1767225900|\"exp\":1767225000|token.expired"
            })
    void otherRules_hold(String from, String to, String outcome) {
        String payload = TenantRig.claims(TenantRig.iss(TenantRig.FIRST), TID).replace(from, to);
        assertEquals(outcome, any.outcome(KEY, payload));
    }

    @ParameterizedTest
    @CsvSource({"a, token.signature", "unknown, token.key-unknown"})
    void foreignKey_isRefused(String kid, String outcome) {
        TestKey foreign = TestKey.elliptic(kid, Curve.P_256);
        String payload = TenantRig.claims(TenantRig.iss(TenantRig.FIRST), TID);
        assertEquals(outcome, any.outcome(foreign, payload));
    }
}
