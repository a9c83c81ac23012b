package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Hold;
import dev.gatehouse.jwt.BearerHost;
import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.jwt.RevocationList;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.support.Sha256;
import dev.gatehouse.support.json.StrictJson;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Opaque tokens and JWTs side by side over real HTTP: two issuers of one provider, one is asked, the other's keys are
 * fetched.
 */
class IntrospectionHostTest {

    private static final String JWT_FIRST = "jwt, introspection";
    private static final String INTROSPECTION_FIRST = "introspection, jwt";

    private final IdentityProvider provider = IdentityProvider.demo().start();
    private final Issuer asked = provider.generic();
    private final Issuer signing = provider.keycloak();
    private final RevocationList revocations = new RevocationList();
    private BearerHost host;

    @BeforeEach
    void makeKeys() {
        assertTrue(signing.keys().published().size() > 0);
    }

    @AfterEach
    void end() throws Exception {
        provider.close();
        if (host != null) {
            host.close();
        }
    }

    private void start(String mechanisms, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "auth.mechanisms", mechanisms,
                "auth.http.connect-timeout", "30s",
                "auth.http.timeout", "60s",
                "auth.jwt.issuer", signing.issuer(),
                "auth.jwt.audience", "tasklist-api",
                "auth.introspection.issuer", asked.issuer(),
                "auth.introspection.audience", "tasklist-api",
                "auth.introspection.client-id", "tasklist",
                "auth.introspection.client-secret", "tasklist-secret"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        host = new BearerHost(
                settings, new JwtMechanismFactory(revocations), new IntrospectionMechanismFactory(revocations));
        host.awaitGood(jwt());
    }

    private String jwt() {
        return signing.mintFor("demo-client").serialize();
    }

    private String opaque() {
        return asked.issueOpaque(asked.mintFor("demo-client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {JWT_FIRST, INTROSPECTION_FIRST})
    void anyOrderOfMechanisms_routesEveryToken(String mechanisms) throws Exception {
        start(mechanisms);
        asked.resetRequests();
        assertEquals(200, host.status(opaque()));
        assertEquals(200, host.status(jwt()));
        assertEquals(200, host.status(asked.mintFor("demo-client").serialize()));
        assertEquals(2, asked.requests(Endpoint.INTROSPECTION));
        assertEquals(0, signing.requests(Endpoint.INTROSPECTION));
        host.requireRefused("no-such-token", "token.inactive");
        host.requireRefused("a.b.c", "token.inactive");
        host.requireRefused("a.b.c.d.e", "token.inactive");
        host.requireRefused("eyJ.b.c", "token.malformed");
        host.requireRefused("a=b", "token.malformed");
        host.requireRefused("", "token.malformed");
        host.requireRefused(signing.mint().alteredSignature().serialize(), "token.signature");
        host.requireRefused(
                signing.mint().claim("iss", "https://other.example.com").serialize(), "credential.unclaimed");
        host.requireRefused(signing.mint().without("iss").serialize(), "token.issuer");
        host.requireRefused(asked.mint().header("crit", List.of("x")).serialize(), "token.critical-header");
        assertEquals(5, asked.requests(Endpoint.INTROSPECTION));
    }

    @Test
    void unclaimedOpaqueToken_isRefusedWithReason() throws Exception {
        host = new BearerHost(Map.of(
                "auth.mechanisms", "jwt",
                "auth.jwt.issuer", signing.issuer(),
                "auth.jwt.audience", "tasklist-api"));
        host.requireRefused("opaque", "token.malformed");
        host.requireRefused("a.b.c.d.e", "token.encrypted");
        host.requireRefused("a b", "token.malformed");
    }

    @Test
    void revokedToken_isRefusedAtOnceAndAfterAReload() throws Exception {
        start(JWT_FIRST);
        String opaque = opaque();
        String jwt = jwt();
        assertEquals(200, host.status(opaque));
        assertEquals(200, host.status(jwt));
        Instant expiry = Instant.now().plusSeconds(3600);
        assertTrue(revocations.revokeDigest(Sha256.hex(TestToken.bytes(opaque)), expiry));
        assertTrue(revocations.revokeId(signing.issuer(), jtiOf(jwt), expiry));
        host.requireRefused(opaque, "token.revoked");
        host.requireRefused(jwt, "token.revoked");
        host.reload();
        host.requireRefused(opaque, "token.revoked");
        host.awaitGood(jwt());
        host.requireRefused(jwt, "token.revoked");
        assertEquals(200, host.status(opaque()));
    }

    private static String jtiOf(String jwt) {
        String payload = jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'));
        byte[] json = Base64.getUrlDecoder().decode(payload);
        return (String) new StrictJson(10_000).object(json).get("jti");
    }

    @Test
    void revokedToken_isRefusedAtOnceWithoutCache() throws Exception {
        start(JWT_FIRST, "auth.introspection.cache-life", "0s");
        String opaque = opaque();
        assertEquals(200, host.status(opaque));
        assertTrue(asked.revoke(opaque));
        host.requireRefused(opaque, "token.inactive");
    }

    @Test
    void providerDown_cachedTokensStayValidOthersGet503() throws Exception {
        start(INTROSPECTION_FIRST, "auth.introspection.cache-life", "5m");
        String known = opaque();
        String unknown = opaque();
        String jwt = jwt();
        assertEquals(200, host.status(known));
        provider.stop();
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> response = host.answer(unknown);
            assertEquals(503, response.statusCode());
            assertTrue(response.headers().firstValue("Retry-After").isPresent());
            assertEquals(200, host.status(jwt));
            assertEquals(200, host.status(known));
        }
        provider.start();
        host.awaitGood(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {JWT_FIRST, INTROSPECTION_FIRST})
    void hangingProvider_doesNotBlockJwts(String mechanisms) throws Exception {
        start(mechanisms, "auth.http.timeout", "1s", "auth.introspection.cache-life", "5m");
        String known = opaque();
        String jwt = jwt();
        host.awaitGood(known);
        asked.resetRequests();
        long begin = System.nanoTime();
        Hold hold = asked.faults().hold(Endpoint.INTROSPECTION);
        List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hanging.add(host.send(opaque()));
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(200, host.status(jwt));
            assertEquals(200, host.status(jwt()));
            assertEquals(200, host.status(known));
        }
        for (CompletableFuture<HttpResponse<String>> response : hanging) {
            assertEquals(503, response.get().statusCode());
        }
        // A few get through when the first ones time out, before the breaker opens, and one now and then to try.
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        int calls = asked.requests(Endpoint.INTROSPECTION);
        assertTrue(calls <= 2 * TokenIntrospector.MAX_CALLS + seconds, calls + " calls in " + seconds + " s");
        hold.release();
    }

    @Test
    void garbageResponse_isUnavailable() throws Exception {
        start(JWT_FIRST);
        asked.faults().set(Endpoint.INTROSPECTION, Fault.html());
        assertEquals(503, host.status(opaque()));
        asked.faults().set(Endpoint.INTROSPECTION, Fault.body("application/json", "{\"active\":\"true\"}"));
        assertEquals(503, host.status(opaque()));
        asked.faults().clear();
        assertEquals(200, host.status(opaque()));
    }
}
