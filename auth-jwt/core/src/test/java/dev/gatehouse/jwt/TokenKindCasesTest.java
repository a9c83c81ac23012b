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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind D of the cases from the field: access tokens that look like ID tokens, and ID tokens that are used as such. */
class TokenKindCasesTest {

    private static final String ENTRA =
            "\"nonce\":\"n\",\"scp\":\"Tasks.Read\",\"azp\":\"web\",\"tfp\":\"B2C_1_in\"," + "\"ver\":\"1.0\"";
    private static final String DEX = "\"nonce\":\"n\",\"at_hash\":\"x\",\"email\":\"jane@example.com\"";

    @TempDir
    Path folder;

    private JwtCase token(String members) {
        return JwtCase.in(folder).claimsAnd(members);
    }

    @Test
    void accessTokenOfEntraWithANonce_isAcceptedBySettingOrType() {
        assertEquals("token.type", token(ENTRA).outcome());
        assertEquals(
                "token.type", token(ENTRA).with("access-token-claims", "scope").outcome());
        assertEquals(
                "Authenticated", token(ENTRA).with("access-token-claims", "scp").outcome());
        assertEquals("Authenticated", token(ENTRA).header(JwtCase.AT_JWT).outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"scp\":\"a b\"",
                "\"scp\":[\"a\"]",
                "\"scope\":\"tasks/read\"",
                "\"scope\":[\"tasks\",\"x\"]",
                "\"scp\":null,\"scope\":\"a\""
            })
    void scopesThatTheSettingNames_outweighTheNonce(String scopes) {
        assertEquals(
                "Authenticated",
                token("\"nonce\":\"n\"," + scopes)
                        .with("access-token-claims", "scp, scope")
                        .outcome());
    }

    @Test
    void refusedNonce_namesTheSettingThatHelps() {
        String detail = Objects.requireNonNull(token(ENTRA).refusal()).detail();
        assertTrue(detail.contains("nonce") && detail.contains("access-token-claims"), detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azp", "scp, azp", "roles", "aud", "nonce"})
    void claimThatIdTokensHaveToo_refusesTheStart(String claims) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> JwtCase.in(folder).with("access-token-claims", claims).start());
        assertEquals("auth.jwt.access-token-claims", refused.key());
        assertThrows(
                IllegalArgumentException.class,
                () -> IssuerPolicy.builder("https://a.example.com", Set.of("a")).accessTokenClaims(Set.of("azp")));
    }

    @Test
    void tokenUseOfHydra_isAnAccessToken() {
        assertEquals("Authenticated", token("\"token_use\":\"access_token\"").outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DEX,
                "\"token_use\":\"id\"",
                "\"typ\":\"ID\",\"sid\":\"s\"",
                "\"nonce\":\"n\",\"c_hash\":\"x\",\"s_hash\":\"x\""
            })
    void idToken_isAcceptedBySettingAlone(String members) {
        assertEquals("token.type", token(members).outcome());
        assertEquals("token.type", token(members).with("id-tokens", "off").outcome());
        assertEquals("Authenticated", token(members).with("id-tokens", "on").outcome());
        assertEquals(
                "Authenticated",
                token("\"scope\":\"a\"").with("id-tokens", "on").outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://token.actions.githubusercontent.com|repository_owner_id=1234",
                "https://token.actions.githubusercontent.com|sub=repo:acme/x:ref:refs/heads/main",
                "https://accounts.google.com|hd=example.com",
                "https://accounts.google.com|sub=1, sub=2",
                "https://kubernetes.default.svc.cluster.local|kubernetes.io.namespace=jobs",
                "https://kubernetes.default.svc|sub=system:serviceaccount:jobs:a",
                "https://gitlab.com|namespace_id=7"
            })
    void issuerWhoseCallersChooseTheAudience_startsOnlyWithAnOwner(String issuer, String owner) {
        JwtCase without = JwtCase.in(folder).issuer(issuer).with("id-tokens", "on");
        SettingException refused = assertThrows(SettingException.class, without::start);
        assertEquals("auth.jwt.owner", refused.key());
        JwtCase.in(folder)
                .issuer(issuer)
                .with("id-tokens", "on")
                .with("owner", owner)
                .start();
        assertThrows(
                IllegalArgumentException.class,
                () -> IssuerPolicy.builder(issuer, Set.of("a")).idTokens().build());
    }

    @Test
    void requiredClaimWithAValue_isAnOwnerToo() {
        JwtCase.in(folder)
                .issuer("https://token.actions.githubusercontent.com")
                .with("required-claims", "repository_owner_id=1234")
                .start();
    }

    @Test
    void policyOfAPreset_demandsAnOwnerForAnyIssuerName() {
        IssuerPolicy.Builder policy = IssuerPolicy.builder("https://cluster.example.com", Set.of("a"))
                .idTokens()
                .audienceChosenByCallers(Set.of("kubernetes.io.namespace", "sub"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, policy::build);
        assertTrue(String.valueOf(refused.getMessage()).contains("kubernetes.io.namespace"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> policy.owner("sub", Set.of()));
        assertThrows(IllegalArgumentException.class, () -> policy.owner("sub", Set.of(" ")));
        assertThrows(IllegalArgumentException.class, () -> policy.audienceChosenByCallers(Set.of()));
        policy.owner("kubernetes.io.namespace", Set.of("jobs", "batch")).build();
    }

    @Test
    void listedOwners_areAccepted() {
        for (String owner : List.of("1", "2")) {
            assertEquals(
                    "Authenticated",
                    token("\"repository_owner_id\":\"" + owner + "\"")
                            .issuer("https://token.actions.githubusercontent.com")
                            .with("owner", "repository_owner_id=1, repository_owner_id=2")
                            .outcome());
        }
    }
}
