package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kind I of the cases from the field: what must not pass where tokens stand elsewhere than in Authorization. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenPlacesAttacksTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String GOOD = TestToken.of(KEY).algorithm("ES256").compact();
    private static final String BOB = TestToken.of(KEY)
            .algorithm("ES256")
            .payload(TestToken.claims("\"alice\"", "\"bob\""))
            .compact();
    private static final String ENCODED =
            Base64.getUrlEncoder().withoutPadding().encodeToString(TestToken.bytes(GOOD));

    private PlaceRig rig;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        rig = PlaceRig.open(
                TenantRig.keys(folder, KEY),
                Map.of(
                        "auth.jwt.token-places",
                        "header:X-Token, proxy-header:X-Proxy-Token, cookie:t, websocket",
                        "auth.trusted-proxies",
                        "127.0.0.1"));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    /** In the lines, GOOD and BOB are good tokens, HEX is one in base64url. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                // Places that are not configured.
                "GET ! Authorization: Bearer GOOD ! 401 credential.missing",
                "GET ! Cookie: T=GOOD ! 401 credential.missing",
                "GET ! Cookie: xt=GOOD ! 401 credential.missing",
                "GET ! X-Token-: GOOD ! 401 credential.missing",
                "GET ! t: GOOD ! 401 credential.missing",
                "GET ! Proxy-Authorization: Bearer GOOD ! 401 credential.missing",
                // A bad token is never absent, and is not rescued by a good one in another place.
                "GET ! X-Token: | Cookie: t=GOOD ! 401 token.malformed",
                "GET ! X-Token: rubbish | Cookie: t=GOOD ! 401 token.malformed",
                "GET ! X-Token: Bearer | X-Proxy-Token: GOOD ! 401 token.malformed",
                "GET ! X-Token: DPoP GOOD ! 401 token.malformed",
                "GET ! X-Token: Basic GOOD ! 401 token.malformed",
                "GET ! X-Token: Bearer Bearer GOOD ! 401 token.malformed",
                "GET ! Cookie: t=Bearer GOOD ! 401 token.malformed",
                "GET ! Cookie: t= ! 401 token.malformed",
                // Several tokens.
                "GET ! X-Token: GOOD | X-Token: GOOD ! 400 token.several",
                "GET ! X-Token: GOOD, GOOD ! 401 token.encrypted",
                "GET ! X-Proxy-Token: GOOD | X-Proxy-Token: BOB ! 400 token.several",
                "GET ! Cookie: t=GOOD; t=BOB ! 400 token.several",
                "GET ! Cookie: t=BOB | Cookie: t=GOOD ! 400 token.several",
                "GET ! Cookie: t=a; t=b; t=c; t=d; t=GOOD ! 400 token.several",
                "WS ! X-Token: GOOD | Sec-WebSocket-Protocol: bearer, GOOD ! 400 credential.two-kinds",
                "WS ! Sec-WebSocket-Protocol: bearer, GOOD, bearer, BOB ! 400 token.several",
                "WS ! Sec-WebSocket-Protocol: bearer, GOOD, base64url.bearer.authorization.k8s.io.HEX"
                        + " ! 400 token.several",
                // Padding is for the load balancer's header alone.
                "GET ! X-Token: GOOD= ! 401 token.malformed",
                "GET ! X-Token: GOOD== ! 401 token.malformed",
                "GET ! Cookie: t=GOOD== ! 401 token.malformed",
                "GET ! X-Proxy-Token: GOOD== ! 401 token.malformed",
                // Cross-site requests with an ambient token.
                "POST ! Cookie: t=GOOD | Origin: null ! 403 request.cross-site",
                "POST ! Cookie: t=GOOD | Sec-Fetch-Site: same-site ! 403 request.cross-site",
                "POST ! X-Proxy-Token: GOOD | Sec-Fetch-Site: cross-site ! 403 request.cross-site",
                "POST ! X-Proxy-Token: GOOD | Cookie: t=GOOD | Origin: http://evil.example ! 403 request.cross-site",
                "WS ! Cookie: t=GOOD | Origin: http://evil.example ! 403 request.cross-site",
                "WS ! X-Proxy-Token: GOOD | Origin: http://evil.example ! 403 request.cross-site",
                // The subprotocol counts in a handshake alone, and only in its two forms.
                "GET ! Sec-WebSocket-Protocol: bearer, GOOD ! 401 credential.missing",
                "GET ! Connection: Upgrade, close | Sec-WebSocket-Protocol: bearer, GOOD ! 401 credential.missing",
                "GET ! Upgrade: chat | Connection: Upgrade, close | Sec-WebSocket-Protocol: bearer, GOOD"
                        + " ! 401 credential.missing",
                "POST ! Upgrade: websocket | Connection: Upgrade, close | Sec-WebSocket-Protocol: bearer, GOOD"
                        + " ! 401 credential.missing",
                "WS ! Sec-WebSocket-Protocol: GOOD ! 401 credential.missing",
                "WS ! Sec-WebSocket-Protocol: GOOD, bearer ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: bearer ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: bearer, chat ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: bearer.GOOD ! 401 credential.missing",
                "WS ! Sec-WebSocket-Protocol: bearer GOOD ! 401 credential.missing",
                "WS ! Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io. ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.HEX= ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.GOOD ! 401 token.malformed",
                "WS ! Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.%20HEX ! 401 token.malformed"
            })
    void tokenInAWrongPlace_isRefused(String method, String lines, String outcome) throws Exception {
        String sent = lines.replace("GOOD", GOOD).replace("BOB", BOB).replace("HEX", ENCODED);
        String[] headers =
                List.of(sent.split("\\|")).stream().map(String::strip).toArray(String[]::new);
        String answer = method.equals("WS") ? rig.handshake(headers) : rig.outcome(method, List.of(headers));
        assertEquals(outcome, answer);
    }
}
