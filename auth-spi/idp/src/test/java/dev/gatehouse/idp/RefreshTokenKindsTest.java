package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.accounts.Client;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTokenKindsTest {

    private final Wire wire = new Wire();
    private IdentityProvider provider;

    @BeforeEach
    void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void jwtRefreshToken_rotatesAndIsNoAccessToken() throws Exception {
        provider.register(tasklist().jwtRefreshTokens().build());
        BrowserLogin login = new BrowserLogin(wire, provider.keycloak());
        String first = refreshToken(login.tokens("demo"));
        SignedJWT jwt = SignedJWT.parse(first);
        assertEquals("HS512", jwt.getHeader().getAlgorithm().getName());
        assertEquals("Refresh", jwt.getJWTClaimsSet().getStringClaim("typ"));
        assertFalse(wire.isSignedBy(provider.keycloak(), first));

        String second = refreshToken(Wire.json(login.refresh(first)));
        assertNotEquals(first, second);
        assertEquals(400, login.refresh(first).statusCode());
        assertEquals(400, login.refresh(second).statusCode());
    }

    @Test
    void reusableRefreshToken_staysValid() throws Exception {
        provider.register(tasklist().reusableRefreshTokens().build());
        BrowserLogin login = new BrowserLogin(wire, provider.keycloak());
        String first = refreshToken(login.tokens("demo"));
        assertNotEquals(first, refreshToken(Wire.json(login.refresh(first))));
        assertEquals(200, login.refresh(first).statusCode());
    }

    @Test
    void reusableRefreshTokenOfTheGenericIssuer_isNotSentAgain() throws Exception {
        provider.register(tasklist().reusableRefreshTokens().build());
        BrowserLogin login = new BrowserLogin(wire, provider.generic());
        Map<String, String> request = BrowserLogin.request();
        request.put("scope", "openid offline_access");
        String only = refreshToken(
                Wire.json(login.exchange(login.code(request, "demo"), BrowserLogin.VERIFIER, BrowserLogin.CALLBACK)));
        for (int i = 0; i < 2; i++) {
            Map<String, Object> renewed = Wire.json(login.refresh(only));
            assertFalse(renewed.containsKey("refresh_token"));
            assertFalse(renewed.get("access_token").toString().isEmpty());
        }
    }

    private static String refreshToken(Map<String, Object> tokens) {
        return tokens.get("refresh_token").toString();
    }

    private static Client.Builder tasklist() {
        return Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris(BrowserLogin.CALLBACK);
    }
}
