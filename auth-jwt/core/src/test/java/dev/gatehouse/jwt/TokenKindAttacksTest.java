package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind D of the cases from the field, attacked: no other kind of token passes for an access token. */
class TokenKindAttacksTest {

    private static final String LOGOUT = "\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"nonce\":\"n\",\"azp\":\"web\"",
                "\"nonce\":\"n\",\"scp\":\"\"",
                "\"nonce\":\"n\",\"scp\":\"  \"",
                "\"nonce\":\"n\",\"scp\":[]",
                "\"nonce\":\"n\",\"scp\":[\"\"]",
                "\"nonce\":\"n\",\"scp\":[1]",
                "\"nonce\":\"n\",\"scp\":true",
                "\"nonce\":\"n\",\"scp\":{\"a\":1}",
                "\"nonce\":\"n\",\"scp\":null",
                "\"nonce\":\"n\",\"SCP\":\"a\"",
                "\"nonce\":\"n\",\"roles\":[\"a\"],\"scopes\":\"a\"",
                "\"scp\":\"a\",\"at_hash\":\"x\"",
                "\"scp\":\"a\",\"c_hash\":\"x\"",
                "\"scp\":\"a\",\"s_hash\":\"x\"",
                "\"scp\":\"a\",\"at_hash\":\"\"",
                "\"scp\":\"a\",\"token_use\":\"id\"",
                "\"scp\":\"a\",\"token_use\":\"ID_TOKEN\"",
                "\"scp\":\"a\",\"token_use\":\"refresh_token\"",
                "\"scp\":\"a\",\"token_use\":[\"access_token\"]",
                "\"scp\":\"a\",\"typ\":\"ID\"",
                "\"scp\":\"a\",\"typ\":\"Refresh\"",
                "\"scp\":\"a\",\"nonce\":\"n\",\"typ\":\"Logout\"",
                "\"scp\":\"a\"," + LOGOUT + "{}}",
                "\"scp\":\"a\"," + LOGOUT + "null}"
            })
    void otherKindOfToken_isRefusedInSpiteOfItsScopes(String members) {
        JwtCase token = JwtCase.in(folder).claimsAnd(members).with("access-token-claims", "scp, scope");
        assertEquals("token.type", token.outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"at_hash\":\"x\"", "\"c_hash\":\"x\"", "\"token_use\":\"id\"", "\"typ\":\"ID\"", LOGOUT + "{}}"
            })
    void typeOfAccessTokens_outweighsTheNonceAlone(String members) {
        JwtCase token = JwtCase.in(folder).header(JwtCase.AT_JWT).claimsAnd("\"nonce\":\"n\"," + members);
        assertEquals("token.type", token.outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"typ\":\"Refresh\"|token.type",
                "\"typ\":\"Offline\"|token.type",
                "\"typ\":\"Logout\"|token.type",
                "\"typ\":null," + LOGOUT + "{}}|token.type",
                "\"nonce\":\"n\"," + LOGOUT + "{}}|token.type",
                "\"token_use\":\"refresh\"|token.type",
                "\"token_use\":\"refresh_token\"|token.type",
                "\"nonce\":\"n\",\"aud\":[\"tasklist-api\",\"other\"]|token.audience",
                "\"at_hash\":\"x\",\"aud\":[\"other\",\"tasklist-api\"],\"azp\":\"tasklist-api\"|token.audience",
                "\"nonce\":\"n\",\"aud\":\"other\",\"azp\":\"tasklist-api\"|token.audience"
            })
    void otherTokenWhereIdTokensAreAccepted_isRefused(String members, String code) {
        String aud = members.contains("\"aud\"") ? "" : ",\"aud\":\"tasklist-api\"";
        JwtCase token =
                JwtCase.in(folder).claims("\"sub\":\"u\"," + members + aud).with("id-tokens", "on");
        assertEquals(code, token.outcome());
    }

    /** The caller chose the audience of these tokens, so it proves nothing without the owner. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "https://token.actions.githubusercontent.com|repository_owner_id=1|\"repository_owner_id\":\"2\"",
                "https://token.actions.githubusercontent.com|repository_owner_id=1|\"repository_owner_id\":[\"1\"]",
                "https://token.actions.githubusercontent.com|repository_owner_id=1|\"repository_owner_id\":null",
                "https://token.actions.githubusercontent.com|repository_owner_id=1|\"repository_owner\":\"1\"",
                "https://token.actions.githubusercontent.com|repository_owner=acme|\"repository_owner\":\"acme-x\"",
                "https://accounts.google.com|hd=example.com|\"azp\":\"1\"",
                "https://accounts.google.com|hd=example.com|\"hd\":\"example.com.evil.example\"",
                "https://accounts.google.com|hd=example.com|\"hd\":\"Example.com\"",
                "https://accounts.google.com||\"azp\":\"1\",\"email\":\"a@evil.iam.gserviceaccount.com\"",
                "https://kubernetes.default.svc|kubernetes.io.namespace=jobs|"
                        + "\"kubernetes.io\":{\"namespace\":\"evil\"}",
                "https://cluster.example.com||\"kubernetes.io\":{\"namespace\":\"jobs\"}",
                "https://cluster.example.com||\"kubernetes.io\":{}",
                "https://ghes.example.com/_services/token-x||\"repository_owner_id\":\"1\""
            })
    void tokenOfAnotherOwner_isRefused(String issuer, String owner, String members) {
        JwtCase token = JwtCase.in(folder).claimsAnd(members).issuer(issuer).with("owner", owner == null ? "" : owner);
        assertEquals("token.owner", token.outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "https://token.actions.githubusercontent.com, ",
        "https://token.actions.githubusercontent.com, required-claims=repository_owner_id",
        "https://token.actions.githubusercontent.com, required-claims=actor=jane",
        "https://token.actions.githubusercontent.com, owner=ref=refs/heads/main",
        "https://token.actions.githubusercontent.com, 'owner=repository_owner_id=1, ref=refs/heads/main'",
        "https://kubernetes.default.svc, owner=aud=tasklist-api",
        "https://accounts.google.com, id-tokens=on;owner=email_verified=true",
        "https://accounts.google.com, id-tokens=on;required-claims=hd"
    })
    void startWithoutAnOwner_isRefused(String issuer, String settings) {
        JwtCase issuerCase = JwtCase.in(folder).issuer(issuer).with(settings == null ? "" : settings);
        assertThrows(SettingException.class, issuerCase::start);
    }
}
