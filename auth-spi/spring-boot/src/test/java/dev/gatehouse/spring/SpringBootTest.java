package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.web.context.WebApplicationContext;

/** The host in an application of Spring Boot, with the web server that comes with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringBootTest {

    private static final String READER = "rita~orders:read";

    private ShopServer shop;

    @BeforeAll
    void start() {
        shop = ShopServer.start(
                "--auth.mechanisms=test",
                "--auth.access.rules.open.path=/open/*",
                "--auth.access.rules.open.mode=open",
                "--server.forward-headers-strategy=framework",
                "--management.endpoint.health.show-details=always");
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "spring-boot.version", matches = ".+", disabledReason = "any version may be there")
    void springBoot_isThatOfTheExecution() {
        assertEquals(System.getProperty("spring-boot.version"), SpringBootVersion.getVersion());
    }

    @Test
    @EnabledIfSystemProperty(named = "spring-boot.server", matches = ".+", disabledReason = "any server may be there")
    void server_isThatOfTheExecution() {
        String server = Objects.requireNonNull(((WebApplicationContext) shop.context).getServletContext())
                .getServerInfo();
        assertTrue(server.startsWith(System.getProperty("spring-boot.server")), server);
    }

    @Test
    void openPath_isForAnyone() throws Exception {
        HttpResponse<String> answer = shop.get("/", "");
        assertEquals(200, answer.statusCode());
        assertEquals("the shop", answer.body());
    }

    @Test
    void noCredential_isChallengedBeforeAnyFilterOfTheApplication() throws Exception {
        AtomicInteger seen = shop.context.getBean(AtomicInteger.class);
        int before = seen.get();
        HttpResponse<String> answer = shop.get("/orders", "");
        assertRefused(answer, 401, "credential.missing");
        assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.headers().allValues("WWW-Authenticate"));
        assertEquals(before, seen.get());

        shop.get("/orders", READER);
        assertEquals(before + 1, seen.get());
    }

    @Test
    void caller_isThePrincipalOfTheController() throws Exception {
        assertEquals("orders of rita", shop.get("/orders", READER).body());
    }

    @Test
    void permissionMissing_isAnsweredByTheHostInSpiteOfAnAdvice() throws Exception {
        HttpResponse<String> answer = shop.get("/orders/refund", READER);
        assertEquals(
                List.of("Bearer realm=\"gatehouse\", error=\"insufficient_scope\","
                        + " error_description=\"admin, orders:refund\""),
                answer.headers().allValues("WWW-Authenticate"));
        assertRefused(answer, 403, "permission.missing");
        assertEquals("walt", shop.get("/orders/refund", "walt~admin").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "deferred", "half"})
    void refusalOnAnotherThreadOrAfterOutput_isAnsweredByTheHost(String kind) throws Exception {
        HttpResponse<String> answer = shop.get("/kinds/" + kind, READER);
        assertRefused(answer, 403, "access.refused");
        assertFalse(answer.headers().firstValue("X-Half").isPresent());
    }

    @Test
    void asynchronousController_keepsTheCaller() throws Exception {
        assertEquals("rita rita rita", shop.get("/kinds/callable", READER).body());
        assertEquals("data:rita\n\n", shop.get("/kinds/events", READER).body());
    }

    @Test
    void otherExceptions_areForTheApplication() throws Exception {
        HttpResponse<String> answer = shop.get("/kinds/broken", READER);
        assertEquals(500, answer.statusCode());
        assertEquals("advice: IllegalStateException", answer.body());
    }

    @Test
    void errorPage_isForCallersUnlessItIsListed() throws Exception {
        HttpResponse<String> known = shop.get("/kinds/conflict", READER);
        assertEquals(409, known.statusCode());
        assertTrue(known.body().contains("\"path\":\"/kinds/conflict\""), known::body);

        HttpResponse<String> unknown = shop.get("/open/conflict", "");
        assertEquals(409, unknown.statusCode());
        assertFalse(unknown.body().contains("path"), unknown::body);

        try (ShopServer listed = ShopServer.start(
                "--auth.mechanisms=test",
                "--auth.error-pages=/error",
                "--auth.access.rules.open.path=/open/*",
                "--auth.access.rules.open.mode=open")) {
            HttpResponse<String> anyone = listed.get("/open/conflict", "");
            assertEquals(409, anyone.statusCode());
            assertTrue(anyone.body().contains("\"path\":\"/open/conflict\""), anyone::body);
            assertEquals(401, listed.get("/error", "").statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "error", "named"})
    void forwardFromAnOpenPath_meetsTheRuleOfItsTarget(String way) throws Exception {
        HttpResponse<String> answer = shop.get("/open/" + way, "");
        assertEquals(401, answer.statusCode(), answer::body);
        assertEquals("application/problem+json", mediaType(answer));
        shop.decisions().next();
    }

    @Test
    void forwardWithACredential_reachesItsTarget() throws Exception {
        assertEquals("orders of rita", shop.get("/open/forward", READER).body());
        assertEquals("reports", shop.get("/open/named", READER).body());
    }

    @Test
    void forwardingHeaders_areNotReadBeforeTheHost() throws Exception {
        shop.send(shop.request("/orders", "").header("X-Forwarded-For", "203.0.113.7"));
        assertEquals("127.0.0.1", shop.decisions().next().clientAddress());
    }

    @Test
    void health_isThatOfTheHost() throws Exception {
        HttpResponse<String> answer = shop.get("/actuator/health", "");
        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.body().contains("\"gatehouse\":{\"status\":\"UP\",\"details\":{\"test\":\"UP\"}}")
                        || answer.body().contains("\"gatehouse\":{\"details\":{\"test\":\"UP\"},\"status\":\"UP\"}"),
                answer::body);
    }

    @Test
    void managementPort_isGuardedToo() throws Exception {
        try (ShopServer other = ShopServer.start(
                "--auth.mechanisms=test",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=*")) {
            String port = other.context.getEnvironment().getProperty("local.management.port");
            assertNotEquals(other.context.getEnvironment().getProperty("local.server.port"), port);
            assertEquals(200, other.get(port, "/actuator/health", "").statusCode());
            assertEquals(401, other.get(port, "/actuator/env", "").statusCode());
            assertEquals(200, other.get(port, "/actuator/env", READER).statusCode());
        }
    }

    @Test
    void contextCloses_hostCloses() {
        Gatehouse gatehouse;
        try (ShopServer other = ShopServer.start("--auth.mechanisms=test")) {
            gatehouse = other.context.getBean(Gatehouse.class);
            gatehouse.reload();
        }
        assertThrows(IllegalStateException.class, gatehouse::reload);
    }

    @Test
    void yaml_listsAndPlaceholdersAreSettings() throws Exception {
        try (ShopServer other = ShopServer.start("--spring.profiles.active=lists")) {
            assertEquals(401, other.get("/", "").statusCode());
            assertEquals(403, other.get("/", "rita~orders").statusCode());
            assertEquals("the shop", other.get("/", "rita~orders:write").body());
            assertEquals("the shop", other.get("/", READER).body());
        }
    }

    @Test
    void beans_arePassedToTheBuilder() throws Exception {
        try (ShopServer other = ShopServer.customized("--auth.mechanisms=test")) {
            assertEquals("orders of rita", other.get("/orders", "rita~orders").body());
            assertEquals(403, other.get("/reports/", "rita~orders").statusCode());
            assertEquals(
                    "10", other.context.getBean(Gatehouse.class).otherSettings().get("shop.limit"));
        }
    }

    @Test
    void disabled_noHostAndNoFilter() throws Exception {
        try (ShopServer other = ShopServer.documented("--gatehouse.enabled=false")) {
            assertEquals(0, other.context.getBeanNamesForType(Gatehouse.class).length);
            assertEquals("the shop", other.get("/", "").body());
            // Access.require without the filter is a defect of the configuration.
            assertEquals(500, other.get("/orders/refund", "").statusCode());
        }
    }

    private void assertRefused(HttpResponse<String> answer, int status, String reason) throws Exception {
        Decision decision = shop.decisions().next();
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("application/problem+json", mediaType(answer));
        assertTrue(answer.body().contains("\"instance\":\"" + decision.requestId() + "\""), answer::body);
        assertEquals(reason, decision.reason().code());
        assertTrue(shop.decisions().isEmpty());
    }

    private static String mediaType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
    }

    /** Beans that an application may have. */
    static class Customizations {

        @Bean
        AccessPolicy policy() {
            return AccessPolicy.builder().permission("/reports/*", "reports").build();
        }

        @Bean
        GatehouseCustomizer limits() {
            return builder -> builder.ignoring("shop.").settings(Map.of("shop.limit", "10"));
        }
    }
}
