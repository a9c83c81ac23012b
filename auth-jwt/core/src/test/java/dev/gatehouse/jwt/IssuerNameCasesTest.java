package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind E of the cases from the field: issuers that are not URLs, and hosts with an underscore in their names. */
class IssuerNameCasesTest {

    private static final TestKey KEY = TestKey.elliptic("k1", Curve.P_256);

    @TempDir
    Path folder;

    private String keys() throws Exception {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(KEY));
        return file.toString();
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String issuer) {
        String token = TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TestToken.claims(TestToken.ISSUER, issuer))
                .compact();
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts.google.com",
                "my-service",
                "my service",
                "cluster/serviceaccount",
                "urn:example:issuer",
                "https://my_keycloak.internal:8443/realms/x",
                "https://host/a//b/../c/",
                "http://fs.example.com/adfs/services/trust",
                "mailto:issuer@example.com",
                "com.example.issuer-\u00e9",
                "ftp://a.example.com/",
                "joe"
            })
    void anyStringOrUri_isAnIssuerWhereTheKeysAreConfigured(String issuer) throws Exception {
        try (TestMechanism mechanism = ProviderMechanism.start(issuer, "jwks-file", keys())) {
            AuthenticationResult result = answer(mechanism, issuer);
            assertEquals(
                    issuer,
                    assertInstanceOf(AuthenticationResult.Authenticated.class, result)
                            .caller()
                            .issuer());
        }
    }

    @Test
    void plainName_worksWithAJwksUri() throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.publishes("unused", site.url() + "/jwks", KEY);
            assertEquals("UP", ProviderMechanism.outcome("accounts.google.com", "jwks-uri", site.url() + "/jwks"));
            assertEquals(List.of("/jwks"), site.seen());
        }
    }

    @Test
    void plainName_worksWithASecret() {
        String secret = "b3V0Z29pbmctcmVxdWVzdHMtYXJlLWZ1bi0yMDI2LXg5UTd6";
        assertEquals("UP", ProviderMechanism.outcome("my-service", "secret", secret, "algorithms", "HS256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts.google.com", "my-service", "urn:example:issuer", "ftp://a.example.com/"})
    void plainNameWhoseKeysMustBeDiscovered_refusesTheStartWithTheRemedy(String issuer) {
        SettingException refused = assertThrows(
                SettingException.class, () -> ProviderMechanism.start(issuer).close());
        assertEquals("auth.jwt.issuer", refused.key());
        assertTrue(refused.getMessage().contains("auth.jwt.jwks-uri"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "https://my_keycloak.internal:8443/realms/x, , auth.jwt.issuer",
        "https://my_keycloak, , auth.jwt.issuer",
        "my-service, https://my_keycloak:8443/jwks, auth.jwt.jwks-uri"
    })
    void underscoreOverHttps_refusesTheStartWithTheRemedy(String issuer, String jwksUri, String key) {
        String[] more = jwksUri == null ? new String[0] : new String[] {"jwks-uri", jwksUri};
        SettingException refused = assertThrows(
                SettingException.class,
                () -> ProviderMechanism.start(issuer, more).close());
        assertEquals(key, refused.key());
        assertTrue(refused.getMessage().contains("underscore"), refused.getMessage());
        assertTrue(refused.getMessage().contains("a second name without an underscore"), refused.getMessage());
    }

    @Test
    void underscoreOverHttp_needsThePermissionThatEveryOtherHostNeeds() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> ProviderMechanism.start("http://my_keycloak:8080/realms/x")
                        .close());
        assertTrue(refused.getMessage().contains("auth.jwt.allow-http"), refused.getMessage());
    }

    @Test
    void underscoreOverHttp_isDiscoveredAndFetchedThroughAProxy() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "x");
                KeySite site = KeySite.plain()) {
            String issuer = site.url("my_keycloak");
            site.publishes(issuer, issuer + "/jwks", KEY);
            assertEquals(
                    "UP",
                    ProviderMechanism.outcome(
                            issuer,
                            "allow-http",
                            "on",
                            "proxy",
                            proxy.url(),
                            "proxy-user",
                            "jane",
                            "proxy-password",
                            "x"));
            assertEquals(List.of(KeySite.METADATA, "/jwks"), site.seen());
        }
    }

    @Test
    void underscoreOverHttp_isReachedDirectly() throws Exception {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 my_keycloak.internal\n");
        try (KeySite site = KeySite.plain()) {
            String issuer = site.url("my_keycloak.internal");
            site.publishes(issuer, issuer + "/jwks", KEY);
            String said = ReachingTheProviderCasesTest.childJvm(
                    List.of("-Djdk.net.hosts.file=" + hosts), issuer, "allow-http", "on");
            assertTrue(said.contains("outcome: UP"), said);
            assertEquals(List.of(KeySite.METADATA, "/jwks"), site.seen());
        }
    }

    @Test
    void underscoreOverHttp_meetsTheUsualLimits() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                KeySite site = KeySite.plain()) {
            String issuer = site.url("my_keycloak");
            String[] access = {"allow-http", "on", "proxy", proxy.url(), "jwks-uri", issuer + "/jwks"};
            site.answers("/jwks", 302, "Location", site.url() + "/other");
            assertTrue(ProviderMechanism.outcome(issuer, access).contains("status 302"));
            site.answers("/jwks", " ".repeat(1024 * 1024 + 1));
            String why = ProviderMechanism.outcome(issuer, access);
            assertTrue(why.contains("larger than 1048576 bytes"), why);
            assertEquals(List.of("/jwks", "/jwks"), site.seen());
        }
    }
}
