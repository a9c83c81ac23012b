package dev.gatehouse.samples.war;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR as it was built, in Tomcat. */
class WarTest {

    private static final Path WAR = Path.of(System.getProperty("basedir", ".")).resolve("target/orders");

    @TempDir
    Path folder;

    @Test
    void deployedWar_protectsItsServlet() throws Exception {
        try (IdentityProvider provider = IdentityProvider.builder().start()) {
            System.setProperty("auth.jwt.issuer", provider.generic().issuer());
            try (TomcatServer tomcat = new TomcatServer(folder)) {
                tomcat.deploy("/shop", WAR);
                String reader = token(provider, "orders:read");
                String writer = token(provider, "orders:write");
                String refunder = token(provider, "orders:write orders:refund");

                assertAnswer(200, "may read orders", tomcat.send("GET", "/shop/orders/", reader));
                assertAnswer(200, "may change orders", tomcat.send("GET", "/shop/orders/", writer));
                assertAnswer(200, "has changed an order", tomcat.send("POST", "/shop/orders/1", writer));
                assertAnswer(200, "has changed an order", tomcat.send("POST", "/shop/orders/refunds", refunder));
                assertAnswer(403, "\"status\":403", tomcat.send("POST", "/shop/orders/1", reader));
                assertAnswer(403, "\"status\":403", tomcat.send("POST", "/shop/orders/refunds", writer));
                assertAnswer(200, "<title>Orders</title>", tomcat.send("GET", "/shop/index.html", ""));
                HttpResponse<String> refused = tomcat.send("GET", "/shop/orders/", "");
                assertAnswer(401, "\"status\":401", refused);
                assertEquals(
                        "Bearer realm=\"orders\"",
                        refused.headers().firstValue("WWW-Authenticate").orElse(""));
            } finally {
                System.clearProperty("auth.jwt.issuer");
            }
        }
    }

    private static String token(IdentityProvider provider, String scope) {
        return "Bearer "
                + provider.generic()
                        .mint()
                        .claim("aud", "orders-api")
                        .claim("scope", scope)
                        .serialize();
    }

    private static void assertAnswer(int status, String text, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(text), answer::body);
    }
}
