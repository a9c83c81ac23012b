package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.introspection.IntrospectionMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds E, K and L of the cases from the field, for the mechanism introspection. */
class ReachingTheIntrospectionEndpointCasesTest {

    private static final String CLIENT =
            " Basic " + Base64.getEncoder().encodeToString("tasks:s3cret-s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private static TestMechanism start(String issuer, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.introspection.issuer", issuer);
        settings.put("auth.introspection.audience", TestToken.AUDIENCE);
        settings.put("auth.introspection.client-id", "tasks");
        settings.put("auth.introspection.client-secret", "s3cret-s3cret");
        for (int i = 0; i < more.length; i += 2) {
            settings.put("auth.introspection." + more[i], more[i + 1]);
        }
        IntrospectionMechanismFactory factory = new IntrospectionMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    private static AuthenticationResult answer(TestMechanism mechanism) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer opaque-1"))
                .orElseThrow();
    }

    private static void answerActive(KeySite site, String issuer) {
        site.answers(
                "/introspect",
                "{\"active\":true,\"iss\":\"" + issuer + "\",\"sub\":\"alice\",\"aud\":\"" + TestToken.AUDIENCE
                        + "\",\"exp\":" + (TestToken.NOW + 300) + "}");
    }

    private static void requireGood(TestMechanism mechanism) {
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism));
    }

    @Test
    void plainNameAndUnderscoreHost_areAskedThroughTheProxyWithBothPasswords() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "x");
                KeySite site = KeySite.plain();
                TestMechanism mechanism = start(
                        "my-service",
                        "endpoint",
                        site.url("my_keycloak") + "/introspect",
                        "allow-http",
                        "on",
                        "proxy",
                        proxy.url(),
                        "proxy-user",
                        "jane",
                        "proxy-password",
                        "x")) {
            answerActive(site, "my-service");
            requireGood(mechanism);
            assertEquals(List.of("/introspect" + CLIENT), site.seen());
        }
    }

    @Test
    void usualHost_isAskedThroughTheProxyWithBothPasswords() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "x");
                KeySite site = KeySite.plain();
                TestMechanism mechanism = start(
                        "my-service",
                        "endpoint",
                        site.url() + "/introspect",
                        "proxy",
                        proxy.url(),
                        "proxy-user",
                        "jane",
                        "proxy-password",
                        "x")) {
            answerActive(site, "my-service");
            requireGood(mechanism);
            assertEquals(List.of("/introspect" + CLIENT), site.seen());
        }
    }

    @Test
    void underscoreHostThatRefusesTheClient_isReportedAsSuch() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                KeySite site = KeySite.plain();
                TestMechanism mechanism = start(
                        "my-service",
                        "endpoint",
                        site.url("my_keycloak") + "/introspect",
                        "allow-http",
                        "on",
                        "proxy",
                        proxy.url())) {
            site.answers("/introspect", 401, "WWW-Authenticate", "Basic realm=\"x\"");
            AuthenticationResult.Unavailable result =
                    assertInstanceOf(AuthenticationResult.Unavailable.class, answer(mechanism));
            assertEquals("introspection.client", result.reason().code());
        }
    }

    @Test
    void authorityOfTheCompany_isTrusted() throws Exception {
        TestCertificate certificate = TestCertificate.create("provider", "-ext", "san=ip:127.0.0.1");
        Path authorities = folder.resolve("ca.pem");
        Files.writeString(
                authorities,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getEncoder()
                                .encodeToString(certificate.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        try (KeySite site = KeySite.over(certificate);
                TestMechanism mechanism = start(
                        "my-service",
                        "endpoint",
                        site.url() + "/introspect",
                        "authority-file",
                        authorities.toString())) {
            answerActive(site, "my-service");
            requireGood(mechanism);
        }
    }

    @Test
    void metadataThatRefuse_areNotReportedAsRefusedCredentials() throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.answers(KeySite.METADATA, 401, "X-Why", "x");
            try (TestMechanism mechanism = start(site.url())) {
                AuthenticationResult.Unavailable result =
                        assertInstanceOf(AuthenticationResult.Unavailable.class, answer(mechanism));
                assertEquals("introspection.unavailable", result.reason().code());
                String detail = mechanism.mechanism().health().detail();
                assertTrue(detail.contains(KeySite.METADATA + ": it answered with status 401"), detail);
                assertFalse(detail.contains("credentials"), detail);
            }
        }
    }

    @Test
    void otherIssuerInTheResponse_isNamedWithTheConfiguredOne() throws Exception {
        try (KeySite site = KeySite.plain();
                TestMechanism mechanism = start("my-service", "endpoint", site.url() + "/introspect")) {
            answerActive(site, "other-service");
            AuthenticationResult.Rejected result =
                    assertInstanceOf(AuthenticationResult.Rejected.class, answer(mechanism));
            assertEquals("token.issuer", result.reason().code());
            assertEquals(
                    "iss of the introspection response is \"other-service\"; expected \"my-service\"",
                    result.reason().detail());
        }
    }

    @Test
    void plainNameWithoutAnEndpoint_refusesTheStartWithTheRemedy() {
        SettingException refused =
                assertThrows(SettingException.class, () -> start("my-service").close());
        assertEquals("auth.introspection.issuer", refused.key());
        assertTrue(refused.getMessage().contains("auth.introspection.endpoint"), refused.getMessage());
    }

    @Test
    void underscoreOverHttps_refusesTheStartWithTheRemedy() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> start("my-service", "endpoint", "https://my_keycloak/introspect")
                        .close());
        assertEquals("auth.introspection.endpoint", refused.key());
        assertTrue(refused.getMessage().contains("underscore"), refused.getMessage());
    }

    @Test
    void plainHttpIssuer_isDiscoveredWhereItIsAllowed() {
        // The policy of the claims once refused what the setting allows.
        start("http://keycloak.internal:1/realms/x", "allow-http", "on").close();
    }
}
