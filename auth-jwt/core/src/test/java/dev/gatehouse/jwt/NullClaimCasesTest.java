package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind H of the cases from the field: {@code null} counts as absent where a claim is optional. */
class NullClaimCasesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nbf",
                "jti",
                "typ",
                "token_use",
                "nonce",
                "at_hash",
                "c_hash",
                "s_hash",
                "events",
                "name",
                "scope",
                "scp",
                "client_id",
                "azp",
                "auth_time",
                "acr",
                "amr",
                "groups",
                "tenants",
                "preferred_username",
                "anything"
            })
    void optionalClaimThatIsNull_isAbsent(String name) {
        JwtCase token = JwtCase.in(folder)
                .claimsAnd("\"" + name + "\":null")
                .with("permissions-claims=scope;groups-claim=groups;tenants-claim=tenants")
                .with("name-claim=preferred_username");
        assertEquals("user-1", token.caller().getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"iat\":null,", ""})
    void issuedAtThatIsNull_isAbsent(String issuedAt) {
        String payload = TestToken.claims().replace("\"iat\":" + (TestToken.NOW - 10) + ",", issuedAt);
        assertEquals("Authenticated", JwtCase.in(folder).payload(payload).outcome());
        assertEquals(
                "token.lifetime",
                JwtCase.in(folder).payload(payload).with("max-lifetime", "1h").outcome());
        assertEquals(
                "token.too-old",
                JwtCase.in(folder).payload(payload).with("max-age", "1h").outcome());
    }
}
