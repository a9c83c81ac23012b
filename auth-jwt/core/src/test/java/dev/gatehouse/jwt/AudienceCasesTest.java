package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind A of the cases from the field: the audience is not in {@code aud}. The setting {@code audience-claims} lists
 * where it may be.
 */
class AudienceCasesTest {

    private static final String COGNITO =
            "\"sub\":\"user-1\",\"client_id\":\"3n4b\",\"token_use\":\"access\"," + "\"scope\":\"tasks/read\"";

    @TempDir
    Path folder;

    private JwtCase cognito() {
        return JwtCase.in(folder).with("audience", "3n4b").claims(COGNITO);
    }

    @Test
    void tokenOfCognito_isAcceptedByItsClient() {
        assertEquals(
                "user-1",
                cognito().with("audience-claims", "aud, client_id").caller().subject());
    }

    @Test
    void tokenOfCognito_isRefusedWithoutTheSettingWhichTheDetailNames() {
        JwtCase cognito = cognito();
        assertEquals("token.audience", cognito.outcome());
        String detail = Objects.requireNonNull(cognito.refusal()).detail();
        assertTrue(detail.contains("aud") && detail.contains("audience-claims"), detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void emptyAudience_isAnAbsentOne(String aud) {
        JwtCase token = cognito().with("audience-claims", "aud, client_id").claims(COGNITO + ",\"aud\":" + aud);
        assertEquals("Authenticated", token.outcome());
        assertEquals(
                "token.audience",
                JwtCase.in(folder).claims("\"sub\":\"u\",\"aud\":" + aud).outcome());
    }

    @Test
    void nullBeforeTheDecidingClaim_isPassedOver() {
        JwtCase token =
                cognito().with("audience-claims", "aud, resource, client_id").claims(COGNITO + ",\"resource\":null");
        assertEquals("Authenticated", token.outcome());
    }

    @Test
    void otherClaimThanAud_mayBeTheOnlyOne() {
        assertEquals(
                "Authenticated", cognito().with("audience-claims", "client_id").outcome());
    }

    @Test
    void listedClaim_mayBeAListOfNames() {
        JwtCase token = JwtCase.in(folder)
                .with("audience-claims", "aud, resource")
                .claims("\"sub\":\"u\",\"resource\":[\"other\",\"tasklist-api\"]");
        assertEquals("Authenticated", token.outcome());
    }

    @Test
    void listedClaim_mayBeNestedOrAUrl() {
        assertEquals(
                "Authenticated",
                JwtCase.in(folder)
                        .with("audience-claims", "aud, ext.api")
                        .claims("\"sub\":\"u\",\"ext\":{\"api\":\"tasklist-api\"}")
                        .outcome());
        assertEquals(
                "Authenticated",
                JwtCase.in(folder)
                        .with("audience-claims", "aud, https://example.com/api")
                        .claims("\"sub\":\"u\",\"https://example.com/api\":\"tasklist-api\"")
                        .outcome());
    }

    @Test
    void decidingClaim_isTheAudienceOfTheVerifiedToken() {
        IssuerPolicy policy = IssuerPolicy.builder(TestToken.ISSUER, Set.of("3n4b"))
                .audienceClaims(List.of("aud", "client_id"))
                .build();
        assertEquals(
                List.of("3n4b"),
                new ClaimRules(policy)
                        .registered(java.util.Map.of("sub", "u", "exp", 1L, "client_id", "3n4b"))
                        .audience());
    }

    @ParameterizedTest
    @ValueSource(strings = {"azp", "aud, azp", "aud,azp,client_id", " azp ", "iss", "aud, sub", "aud, exp"})
    void claimThatNamesNoApi_refusesTheStart(String list) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> JwtCase.in(folder).with("audience-claims", list).start());
        assertEquals("auth.jwt.audience-claims", refused.key());
    }

    @Test
    void claimThatNamesNoApi_isRefusedByTheBuilderToo() {
        IssuerPolicy.Builder policy = IssuerPolicy.builder(TestToken.ISSUER, Set.of("a"));
        assertThrows(IllegalArgumentException.class, () -> policy.audienceClaims(List.of("aud", "azp")));
        assertThrows(IllegalArgumentException.class, () -> policy.audienceClaims(List.of()));
    }
}
