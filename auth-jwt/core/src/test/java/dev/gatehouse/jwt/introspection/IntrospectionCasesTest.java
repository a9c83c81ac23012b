package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kinds A, B, D and H of the cases from the field in answers of an introspection endpoint, over HTTP: the same rules as
 * for tokens.
 */
class IntrospectionCasesTest {

    private static final String PREFIX = "auth.introspection.";

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
        settings.put(PREFIX + "issuer", issuer.issuer());
        settings.put(PREFIX + "audience", "tasklist-api");
        settings.put(PREFIX + "client-id", "tasklist");
        settings.put(PREFIX + "client-secret", "tasklist-secret");
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

    /** The answer of the issuer is active and expires in an hour, with these members. */
    private AuthenticationResult result(String members) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String answer =
                "{\"active\":true,\"iss\":\"" + issuer.issuer() + "\",\"exp\":" + (now + 3600) + "," + members + "}";
        issuer.faults().set(Endpoint.INTROSPECTION, Fault.rewritten(text -> answer));
        try (TestMechanism mechanism = create()) {
            String token = issuer.issueOpaque(issuer.mintFor("demo-client"));
            return mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                    .orElseThrow();
        }
    }

    private String outcome(String members) {
        AuthenticationResult result = result(members);
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason().code()
                : result.getClass().getSimpleName();
    }

    private Caller caller(String members) {
        return assertInstanceOf(AuthenticationResult.Authenticated.class, result(members))
                .caller();
    }

    @Test
    void answerOfHydra_isAnAccessToken() {
        String hydra = "\"sub\":\"jane\",\"aud\":[\"tasklist-api\"],\"client_id\":\"web\",\"scope\":\"a\","
                + "\"token_type\":\"Bearer\",\"token_use\":\"access_token\"";
        assertEquals("jane", caller(hydra).subject());
        assertEquals("Authenticated", outcome(hydra.replace("\"Bearer\"", "\"access_token\"")));
        for (String use : new String[] {"refresh_token", "id", "id_token", "refresh", "access token"}) {
            assertEquals("token.type", outcome(hydra.replace("\"access_token\"", "\"" + use + "\"")));
        }
        assertEquals("token.type", outcome(hydra.replace("\"Bearer\"", "\"refresh_token\"")));
        assertEquals("token.type", outcome(hydra + ",\"at_hash\":\"x\""));
    }

    @Test
    void answerWithoutAudience_isJudgedByTheNextListedMember() {
        String members = "\"sub\":\"jane\",\"client_id\":\"web\"";
        assertEquals("token.audience", outcome(members));
        settings.put(PREFIX + "audience-claims", "aud, client_id");
        assertEquals("token.audience", outcome(members));
        settings.put(PREFIX + "audience", "web");
        assertEquals("Authenticated", outcome(members));
        assertEquals("Authenticated", outcome(members + ",\"aud\":[]"));
        assertEquals("Authenticated", outcome(members + ",\"aud\":null"));
        assertEquals("token.audience", outcome(members + ",\"aud\":\"other\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"aud\":null|Authenticated",
                "\"aud\":[]|Authenticated",
                "\"scope\":\"a\"|Authenticated",
                "\"aud\":\"\"|token.audience",
                "\"aud\":[\"\"]|token.audience",
                "\"aud\":[null]|token.audience",
                "\"aud\":{}|token.audience",
                "\"aud\":\"other\"|token.audience",
                "\"aud\":false|token.audience"
            })
    void audienceThatMayBeMissing_isNotOneThatMayBeWrong(String aud, String expected) {
        settings.put(PREFIX + "optional-members", "aud");
        assertEquals(expected, outcome("\"sub\":\"jane\"," + aud));
        settings.put(PREFIX + "audience-claims", "aud, client_id");
        assertEquals("token.audience", outcome("\"sub\":\"jane\",\"client_id\":\"web\""));
    }

    @Test
    void subject_followsTheRulesOfTokens() {
        String aud = ",\"aud\":\"tasklist-api\"";
        assertEquals("12345", caller("\"sub\":12345" + aud).subject());
        Caller client = caller("\"client_id\":\"web\"" + aud);
        assertEquals("client_id:web", client.subject());
        assertEquals(Caller.Kind.CLIENT, client.kind());
        assertEquals(
                "client_id:web",
                caller("\"sub\":null,\"username\":null,\"client_id\":\"web\"" + aud)
                        .subject());
        assertEquals("token.claims", outcome("\"client_id\":\"web\",\"username\":\"jane\"" + aud));
        assertEquals("token.claims", outcome("\"sub\":\"client_id:web\"" + aud));
        settings.put(PREFIX + "subject-claim", "sub, username");
        assertEquals(
                "username:jane",
                caller("\"client_id\":\"web\",\"username\":\"jane\"" + aud).subject());
        assertEquals("token.claims", outcome("\"client_id\":\"web\"" + aud));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "client_id",
                "username",
                "scope",
                "token_type",
                "token_use",
                "typ",
                "nbf",
                "iat",
                "jti",
                "nonce",
                "at_hash",
                "events",
                "name",
                "groups"
            })
    void memberThatIsNull_isAbsent(String name) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String answer = "{\"active\":true,\"exp\":" + (now + 3600) + ",\"sub\":\"jane\",\"aud\":\"tasklist-api\",\""
                + name + "\":null}";
        issuer.faults().set(Endpoint.INTROSPECTION, Fault.rewritten(text -> answer));
        try (TestMechanism mechanism = create()) {
            String token = issuer.issueOpaque(issuer.mintFor("demo-client"));
            AuthenticationResult result = mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                    .orElseThrow();
            assertInstanceOf(AuthenticationResult.Authenticated.class, result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}"})
    void bindingThatIsEmpty_isRefused(String cnf) {
        assertEquals("token.bound", outcome("\"sub\":\"jane\",\"aud\":\"tasklist-api\",\"cnf\":" + cnf));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, local",
        "audience-claims, 'aud, azp'",
        "audience-claims, 'aud, iss'",
        "subject-claim, 'sub, scope'",
        "subject-claim, 'sub, email'",
        "access-token-claims, azp"
    })
    void unsafeSetting_refusesTheStart(String key, String value) {
        settings.put(PREFIX + key, value);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(PREFIX + key, refused.key());
    }
}
