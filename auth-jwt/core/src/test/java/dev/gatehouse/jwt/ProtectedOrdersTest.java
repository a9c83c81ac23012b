package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.ProtectedSite;
import dev.gatehouse.testkit.ProviderExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/testing-your-application.md. */
class ProtectedOrdersTest {

    @RegisterExtension
    static final ProviderExtension PROVIDER = ProviderExtension.forAudience("orders-api");

    private ProtectedSite site;

    @BeforeEach
    void start() throws Exception {
        site = new ProtectedSite(
                Gatehouse.builder().settings(PROVIDER.settings()).clock(PROVIDER.clock()));
        assertEquals(
                200,
                ProviderExtension.statusOnceReady(() -> get(PROVIDER.bearer()).statusCode()));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void tokenOfTheProvider_isItsSubject() throws Exception {
        HttpResponse<String> response = get(PROVIDER.bearer(claims -> claims.claim("sub", "demo")));

        assertEquals(200, response.statusCode());
        assertEquals("demo", response.body());
    }

    @Test
    void tokenWithoutChanges_isValidForADay() throws Exception {
        String token = PROVIDER.bearer();
        PROVIDER.clock().advance(Duration.ofHours(23));
        assertEquals(200, get(token).statusCode());

        PROVIDER.clock().advance(Duration.ofHours(2));
        assertEquals(401, get(token).statusCode());
    }

    @Test
    void tokenForAnotherApplication_isRefused() throws Exception {
        assertEquals(
                401,
                get(PROVIDER.bearer(claims -> claims.audience("billing-api"))).statusCode());
    }

    @Test
    void tokenAfterItsEnd_isRefused() throws Exception {
        String token = PROVIDER.bearer(claims -> claims.claim("sub", "demo").expiresIn(Duration.ofMinutes(5)));
        assertEquals(200, get(token).statusCode());

        PROVIDER.clock().advance(Duration.ofMinutes(10));

        assertEquals(401, get(token).statusCode());
    }

    @Test
    void tokenWithANewKey_isAccepted() throws Exception {
        PROVIDER.rotateKeys();

        String token = PROVIDER.bearer(claims -> claims.claim("sub", "demo"));
        assertEquals(200, ProviderExtension.statusOnceReady(() -> get(token).statusCode()));
    }

    @Test
    void outageOfTheProvider_isNotNoticed() throws Exception {
        PROVIDER.beginOutage();

        assertEquals(
                200, get(PROVIDER.bearer(claims -> claims.claim("sub", "demo"))).statusCode());
    }

    private HttpResponse<String> get(String authorization) throws Exception {
        return site.get("/orders/1", "Authorization", authorization);
    }
}
