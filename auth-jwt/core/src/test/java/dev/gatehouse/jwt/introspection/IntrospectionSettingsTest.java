package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be configured, and where the endpoint may be. */
class IntrospectionSettingsTest {

    private static IdentityProvider provider;

    private final Issuer issuer = provider.generic();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void configure() {
        settings.put("auth.introspection.issuer", issuer.issuer());
        settings.put("auth.introspection.audience", "tasklist-api");
        settings.put("auth.introspection.client-id", "tasklist");
        settings.put("auth.introspection.client-secret", "tasklist-secret");
        issuer.resetRequests();
    }

    @AfterEach
    void heal() {
        issuer.faults().clear();
    }

    private TestMechanism create() {
        IntrospectionMechanismFactory factory = new IntrospectionMechanismFactory();
        return TestMechanism.create(
                factory,
                TestContext.of(factory, settings)
                        .withClock(Clock.systemUTC())
                        .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "auth.introspection.issuer, ",
        "auth.introspection.audience, ",
        "auth.introspection.client-id, ",
        "auth.introspection.client-secret, ",
        "auth.introspection.issuer, http://auth.example.com",
        "auth.introspection.endpoint, http://auth.example.com/introspect",
        "auth.introspection.client-authentication, private_key_jwt",
        "auth.introspection.optional-members, sub",
        "auth.introspection.cache-life, 6m",
        "auth.introspection.refusal-life, 11s",
        "auth.bearer.revocations-file, /no/such/file"
    })
    void unusableSetting_refusesTheStartByName(String key, String value) {
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertTrue(String.valueOf(refused.getMessage()).contains(key), refused.getMessage());
        assertFalse(String.valueOf(refused.getMessage()).contains("tasklist-secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/introspect, off",
        "http://127.0.0.1/introspect, off",
        "http://[::1]/introspect, off",
        "https://auth.example.com/introspect, off",
        "http://auth.example.com/introspect, on"
    })
    void usableEndpoint_starts(String endpoint, String plainHttp) {
        settings.put("auth.introspection.endpoint", endpoint);
        settings.put("auth.introspection.allow-http", plainHttp);
        try (TestMechanism mechanism = create()) {
            assertEquals(Set.of(issuer.issuer()), mechanism.mechanism().issuers());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"issuer\":\"https://evil.example.com\"",
                "\"introspection_endpoint\":\"http://auth.example.com/introspect\"",
                "\"introspection_endpoint\":\"http://127.0.0.1.example.com/introspect\"",
                "\"introspection_endpoint\":\"file:///etc/passwd\"",
                "\"introspection_endpoint\":\"http://a:b@127.0.0.1/introspect\"",
                "\"introspection_endpoint\":\"/introspect\"",
                "\"introspection_endpoint\":1",
                "\"introspection_endpoint\":null"
            })
    void unusableMetadata_areNotFollowed(String member) {
        String name = member.substring(0, member.indexOf(':') + 1);
        issuer.faults()
                .set(Endpoint.DISCOVERY, Fault.rewritten(text -> text.replaceFirst(name + "\"[^\"]*\"", member)));
        try (TestMechanism mechanism = create()) {
            String token = issuer.issueOpaque(issuer.mintFor("demo-client"));
            AuthenticationResult.Unavailable unavailable = assertInstanceOf(
                    AuthenticationResult.Unavailable.class,
                    mechanism
                            .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                            .orElseThrow());
            assertEquals("introspection.unavailable", unavailable.reason().code());
            assertEquals(0, issuer.requests(Endpoint.INTROSPECTION));
            String health = mechanism.mechanism().health().detail();
            assertTrue(health.contains("metadata"), health);
        }
    }
}
