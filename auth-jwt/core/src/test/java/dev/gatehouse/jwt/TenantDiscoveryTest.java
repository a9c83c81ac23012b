package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Kind E of the cases from the field: where the keys of a template of an issuer come from. Nothing is fetched from a
 * place that a token names.
 */
class TenantDiscoveryTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    @Test
    void keysOfAllTenants_comeFromOnePlace() throws Exception {
        Set<String> asked = new ConcurrentSkipListSet<>();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + provider.getAddress().getPort() + "/";
        String template = base + "{tenantid}/v2.0";
        provider.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath());
            byte[] body = exchange.getRequestURI().getPath().equals("/keys")
                    ? TestIssuer.jwks(KEY.with("issuer", template))
                    : TestToken.bytes("{\"issuer\":\"" + template + "\",\"jwks_uri\":\"" + base + "keys\"}");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        Map<String, String> settings = Map.of("auth.jwt.issuer", template, "auth.jwt.tenants", "any");
        try (PlaceRig rig = PlaceRig.open("", settings)) {
            assertEquals("alice PERSON", awaited(rig, token(base + TenantRig.FIRST + "/v2.0", TenantRig.FIRST)));
            assertEquals("alice PERSON", awaited(rig, token(base + TenantRig.SECOND + "/v2.0", TenantRig.SECOND)));
            String evil = token(base + "evil/" + TenantRig.FIRST + "/v2.0", TenantRig.FIRST);
            assertEquals("401 credential.unclaimed", rig.get("Authorization: Bearer " + evil));
            assertEquals(Set.of("/keys", "/organizations/v2.0/.well-known/openid-configuration"), new TreeSet<>(asked));
        } finally {
            provider.stop(0);
        }
    }

    private static String token(String iss, String tenant) {
        return TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TenantRig.claims(iss, '"' + tenant + '"'))
                .compact();
    }

    /** The keys are fetched in the background, so the first requests may come too early. */
    private static String awaited(PlaceRig rig, String token) throws Exception {
        String outcome = rig.get("Authorization: Bearer " + token);
        for (int i = 0; i < 500 && outcome.startsWith("503"); i++) {
            LockSupport.parkNanos(10_000_000);
            outcome = rig.get("Authorization: Bearer " + token);
        }
        return outcome;
    }
}
