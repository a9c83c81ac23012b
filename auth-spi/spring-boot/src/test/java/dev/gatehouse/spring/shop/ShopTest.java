package dev.gatehouse.spring.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spring.GatehouseCustomizer;
import dev.gatehouse.testkit.ProviderExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The examples for Spring Boot in docs/testing-your-application.md. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ShopTest {

    @RegisterExtension
    static final ProviderExtension PROVIDER = ProviderExtension.forAudience("shop-api");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        PROVIDER.settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    @TestConfiguration
    static class TestClock {

        @Bean
        GatehouseCustomizer testClock() {
            return builder -> builder.clock(PROVIDER.clock());
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @BeforeEach
    void awaitKeys() throws Exception {
        assertEquals(
                200,
                ProviderExtension.statusOnceReady(
                        () -> get("/orders", PROVIDER.bearer()).statusCode()));
    }

    @Test
    void caller_isTheSubjectOfTheToken() throws Exception {
        String token = PROVIDER.bearer(claims -> claims.claim("sub", "rita"));
        assertEquals("orders of rita", get("/orders", token).body());
    }

    @Test
    void refund_needsItsPermission() throws Exception {
        String reader = PROVIDER.bearer(claims -> claims.claim("scope", "orders:read"));
        assertEquals(403, get("/orders/refund", reader).statusCode());
        String refunder = PROVIDER.bearer(claims -> claims.claim("scope", "orders:refund"));
        assertEquals(200, get("/orders/refund", refunder).statusCode());
    }

    @Test
    void expiredToken_isRefused() throws Exception {
        String token = PROVIDER.bearer(claims -> claims.claim("sub", "rita"));
        PROVIDER.clock().advance(Duration.ofDays(2));
        assertEquals(401, get("/orders", token).statusCode());
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", authorization)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
