package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind I of the cases from the field: tokens that stand elsewhere than in {@code Authorization}, over HTTP. */
class TokenPlacesCasesTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String TOKEN = token(TestToken.claims());
    private static final String EXPIRED =
            token(TestToken.claims("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW - 300)));
    private static final String ALICE = "alice PERSON";
    private static final String CROSS_SITE = "Sec-Fetch-Site: cross-site";

    @TempDir
    Path folder;

    static String token(String payload) {
        return TestToken.of(KEY).algorithm("ES256").payload(payload).compact();
    }

    private PlaceRig open(String places, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.token-places", places);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return PlaceRig.open(TenantRig.keys(folder, KEY), settings);
    }

    @Test
    void withoutSetting_authorizationAlone() throws Exception {
        try (PlaceRig rig = open("")) {
            assertEquals(ALICE, rig.get("Authorization: Bearer " + TOKEN));
            assertEquals("401 credential.missing", rig.get("X-Api-Token: " + TOKEN));
            assertEquals("401 credential.missing", rig.get("Cookie: access_token=" + TOKEN));
            assertEquals("401 credential.missing", rig.handshake("Sec-WebSocket-Protocol: bearer, " + TOKEN));
        }
    }

    @Test
    void header_carriesTokenWithAndWithoutScheme() throws Exception {
        try (PlaceRig rig = open("header:X-Api-Token")) {
            for (int use = 0; use < 2; use++) {
                assertEquals(ALICE, rig.get("X-Api-Token: " + TOKEN));
                assertEquals(ALICE, rig.get("x-api-token: bearer " + TOKEN));
            }
            // Clients set it on purpose, so another site cannot.
            assertEquals(ALICE, rig.post("X-Api-Token: " + TOKEN, CROSS_SITE));
            assertEquals("401 credential.missing", rig.get("Authorization: Bearer " + TOKEN));
        }
    }

    @Test
    void cookie_isAmbientSoTheGuardHolds() throws Exception {
        try (PlaceRig rig = open("cookie:access_token")) {
            String cookie = "Cookie: theme=dark; access_token=" + TOKEN;
            assertEquals(ALICE, rig.get(cookie, CROSS_SITE));
            assertEquals(ALICE, rig.post(cookie));
            assertEquals(ALICE, rig.post(cookie, "Sec-Fetch-Site: same-origin"));
            assertEquals("403 request.cross-site", rig.post(cookie, CROSS_SITE));
            assertEquals("403 request.cross-site", rig.post(cookie, "Origin: https://evil.example"));
            assertEquals("403 request.cross-site", rig.handshake(cookie, "Origin: https://evil.example"));
        }
    }

    @Test
    void staleCookieBesideLiveOne_liveOneCounts() throws Exception {
        try (PlaceRig rig = open("cookie:t")) {
            assertEquals(ALICE, rig.get("Cookie: t=" + EXPIRED + "; t=" + TOKEN));
            assertEquals(ALICE, rig.get("Cookie: t=" + TOKEN + "; t=" + EXPIRED));
            assertEquals(ALICE, rig.get("Cookie: t=; t=" + TOKEN));
            assertEquals(ALICE, rig.get("Cookie: t=\"x y\"; t=" + TOKEN));
            assertEquals("401 token.expired", rig.get("Cookie: t=" + EXPIRED + "; t="));
            String renewed = token(TestToken.claims("7d2", "7d3"));
            assertEquals(ALICE, rig.get("Cookie: t=" + TOKEN + "; t=" + renewed));
        }
    }

    @Test
    void explicitToken_goesBeforeAmbientOne() throws Exception {
        try (PlaceRig rig = open("cookie:t, authorization")) {
            String bob = token(TestToken.claims("\"alice\"", "\"bob\""));
            assertEquals("bob PERSON", rig.get("Cookie: t=" + TOKEN, "Authorization: Bearer " + bob));
            assertEquals("bob PERSON", rig.post("Cookie: t=" + TOKEN, "Authorization: Bearer " + bob, CROSS_SITE));
            assertEquals("bob PERSON", rig.get("Cookie: t=rubbish", "Authorization: Bearer " + bob));
            assertEquals("401 token.expired", rig.get("Cookie: t=" + TOKEN, "Authorization: Bearer " + EXPIRED));
        }
    }

    @Test
    void twoExplicitTokens_areRefused() throws Exception {
        try (PlaceRig rig = open("authorization, header:X-Token, websocket")) {
            String bearer = "Authorization: Bearer " + TOKEN;
            assertEquals("400 credential.two-kinds", rig.get(bearer, "X-Token: " + TOKEN));
            assertEquals("400 credential.two-kinds", rig.handshake(bearer, "Sec-WebSocket-Protocol: bearer," + TOKEN));
            assertEquals("400 token.several", rig.get("X-Token: " + TOKEN, "X-Token: " + EXPIRED));
        }
    }

    @Test
    void headerOfProxy_countsFromTrustedProxiesAlone() throws Exception {
        String header = "X-Goog-Iap-Jwt-Assertion: " + TOKEN;
        String places = "proxy-header:X-Goog-Iap-Jwt-Assertion";
        try (PlaceRig rig = open(places, "auth.trusted-proxies", "127.0.0.1")) {
            assertEquals(ALICE, rig.get(header));
            assertEquals(ALICE, rig.post(header, "Sec-Fetch-Site: same-origin"));
            assertEquals("403 request.cross-site", rig.post(header, CROSS_SITE));
            assertEquals("401 token.malformed", rig.get("X-Goog-Iap-Jwt-Assertion:"));
        }
        try (PlaceRig rig = open(places, "auth.trusted-proxies", "192.0.2.0/24")) {
            assertEquals("401 credential.missing", rig.get(header));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cf-Access-Jwt-Assertion",
                "X-MS-TOKEN-AAD-ACCESS-TOKEN",
                "X-MS-TOKEN-AAD-ID-TOKEN",
                "X-Forwarded-Access-Token",
                "X-Amzn-Oidc-Accesstoken"
            })
    void headersOfOtherProxies_canBeNamed(String name) throws Exception {
        try (PlaceRig rig = open("proxy-header:" + name, "auth.trusted-proxies", "127.0.0.1")) {
            assertEquals(ALICE, rig.get(name + ": " + TOKEN));
        }
    }

    @Test
    void webSocket_carriesTokenInBothForms() throws Exception {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(TOKEN.getBytes(StandardCharsets.US_ASCII));
        String prefixed = "base64url.bearer.authorization.k8s.io." + encoded;
        try (PlaceRig rig = open("websocket")) {
            assertEquals(ALICE, rig.handshake("Sec-WebSocket-Protocol: chat, bearer, " + TOKEN));
            assertEquals(ALICE, rig.handshake("Sec-WebSocket-Protocol: Bearer," + TOKEN + ", chat"));
            assertEquals(ALICE, rig.handshake("Sec-WebSocket-Protocol: bearer", "Sec-WebSocket-Protocol: " + TOKEN));
            assertEquals(ALICE, rig.handshake("Sec-WebSocket-Protocol: " + prefixed + ", v4.channel.k8s.io"));
            // A script set it on purpose, and another site does not know the token.
            assertEquals(
                    ALICE, rig.handshake("Sec-WebSocket-Protocol: bearer, " + TOKEN, "Origin: https://other.example"));
            assertEquals("401 credential.missing", rig.handshake("Sec-WebSocket-Protocol: chat"));
        }
    }

    @Test
    void tokenOfProxyOrCookie_isOfAPersonOrClientByItsClaims() throws Exception {
        String client = token(TestToken.claims().replace("\"sub\":\"alice\"", "\"sub\":\"job\",\"azp\":\"job\""));
        try (PlaceRig rig = open("cookie:t, header:X-T", "auth.jwt.client-rule", "equals-subject")) {
            assertEquals("job CLIENT", rig.get("Cookie: t=" + client));
            assertEquals("job CLIENT", rig.get("X-T: " + client));
            assertEquals(ALICE, rig.get("Cookie: t=" + TOKEN));
            assertEquals(ALICE, rig.get("X-T: " + TOKEN));
        }
    }

    @Test
    void places_belongToTheIssuer() throws Exception {
        String other = token(TestToken.claims(TestToken.ISSUER, "https://other.example.com"));
        try (PlaceRig rig = open(
                "cookie:t",
                "auth.jwt.issuers.other.issuer",
                "https://other.example.com",
                "auth.jwt.issuers.other.audience",
                TestToken.AUDIENCE,
                "auth.jwt.issuers.other.jwks-file",
                TenantRig.keys(folder, KEY))) {
            for (int use = 0; use < 2; use++) {
                assertEquals(ALICE, rig.get("Cookie: t=" + TOKEN));
                assertEquals("401 token.place", rig.get("Authorization: Bearer " + TOKEN));
                assertEquals(ALICE, rig.get("Authorization: Bearer " + other));
                assertEquals("401 token.place", rig.get("Cookie: t=" + other));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy-header:X-Token|auth.trusted-proxies",
                "header:Cookie|no other purpose",
                "header:Host|no other purpose",
                "header:X-Forwarded-Access-Token|proxy-header:X-Forwarded-Access-Token",
                "proxy-header:X-Forwarded-For|no other purpose",
                "header:Sec-WebSocket-Protocol|no other purpose",
                "header:|no other purpose",
                "header:a b|no other purpose",
                "cookie:|name of a cookie",
                "cookie:a=b|name of a cookie",
                "header|expected authorization",
                "websocket:chat|expected authorization",
                "query:token|expected authorization",
                "Authorization|expected authorization",
                "header:X-Token, header:x-token|twice",
                "header:X-Token, proxy-header:X-TOKEN|twice",
                "authorization, authorization|twice",
                "header:x-amzn-oidc-data|use alb",
                "proxy-header:X-Amzn-Oidc-Data|use alb",
                "alb|auth.jwt.alb-signers",
                "alb, authorization|issuer of its own"
            })
    void placesThatCannotBeMeant_refuseTheStart(String places, String message) {
        SettingException refused =
                assertThrows(SettingException.class, () -> open(places).close());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void oneHeaderAsExplicitAndOfProxy_refusesTheStart() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> open(
                                "header:X-Token",
                                "auth.trusted-proxies",
                                "127.0.0.1",
                                "auth.jwt.issuers.other.issuer",
                                "https://other.example.com",
                                "auth.jwt.issuers.other.audience",
                                TestToken.AUDIENCE,
                                "auth.jwt.issuers.other.token-places",
                                "proxy-header:X-Token",
                                "auth.jwt.issuers.other.jwks-file",
                                TenantRig.keys(folder, KEY))
                        .close());
        assertTrue(refused.getMessage().contains("same header"), refused.getMessage());
    }
}
