package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens signed with a shared secret, and what may not be configured together with one. */
class SharedSecretTest {

    private static final String NEW = "OLTmUuRNp/I3DZ4mDicTZVCko6bQf1wMMy+LEiQIP9IrkC+JEegYGPjJnV1dmDGV";
    private static final String OLD = "dQTZDpRd4uj1TueBzHX2NthQmQlaowAWWmcDb5tUDWuPC+IRJBecPdn3OBfObhGN";

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void configure() {
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.algorithms", "HS256, HS512");
        settings.put("auth.jwt.secret", NEW);
    }

    private TestMechanism create() {
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    private static String answer(TestMechanism mechanism, String token) {
        AuthenticationResult result = mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason().code()
                : assertInstanceOf(AuthenticationResult.Authenticated.class, result)
                        .caller()
                        .getName();
    }

    private static String token(String algorithm, byte[] secret) {
        return token("{\"alg\":\"" + algorithm + "\"}", algorithm, secret);
    }

    private static String token(String header, String algorithm, byte[] secret) {
        try {
            String input = TestToken.encode(TestToken.bytes(header)) + "."
                    + TestToken.encode(TestToken.bytes(TestToken.claims()));
            String name = "HmacSHA" + algorithm.substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return input + "." + TestToken.encode(mac.doFinal(TestToken.bytes(input)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tokenOfTheSecret_isGood() {
        try (TestMechanism mechanism = create()) {
            assertEquals("alice", answer(mechanism, token("HS256", TestToken.bytes(NEW))));
            assertEquals("alice", answer(mechanism, token("HS512", TestToken.bytes(NEW))));
            String named = token("{\"alg\":\"HS256\",\"kid\":\"any\"}", "HS256", TestToken.bytes(NEW));
            assertEquals("alice", answer(mechanism, named));
            assertEquals("alice", answer(mechanism, named), "out of the cache");
            assertEquals(Health.up(), mechanism.mechanism().health());
        }
    }

    @Test
    void tokenOfAnotherSecretOrAlgorithm_isRefused() {
        try (TestMechanism mechanism = create()) {
            assertEquals("token.signature", answer(mechanism, token("HS256", TestToken.bytes(OLD))));
            assertEquals("token.algorithm", answer(mechanism, token("HS384", TestToken.bytes(NEW))));
            String good = token("HS256", TestToken.bytes(NEW));
            String cut = good.substring(0, good.lastIndexOf('.') + 1) + TestToken.encode(new byte[31]);
            assertEquals("token.signature", answer(mechanism, cut));
            String asHs512 = token("{\"alg\":\"HS512\"}", "HS256", TestToken.bytes(NEW));
            assertEquals("token.signature", answer(mechanism, asHs512));
            String es256 = TestToken.of(TestKey.elliptic("a", Curve.P_256))
                    .algorithm("ES256")
                    .compact();
            assertEquals("token.algorithm", answer(mechanism, es256));
        }
    }

    @Test
    void secretInBase64url_isItsBytes() {
        byte[] bytes = TestToken.bytes(NEW);
        settings.put("auth.jwt.secret", "base64url:" + TestToken.encode(bytes));
        try (TestMechanism mechanism = create()) {
            assertEquals("alice", answer(mechanism, token("HS256", bytes)));
        }
    }

    @Test
    void secretInAFile_isRead() throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, NEW + "\n");
        settings.put("auth.jwt.secret", "file:" + file);
        try (TestMechanism mechanism = create()) {
            assertEquals("alice", answer(mechanism, token("HS256", TestToken.bytes(NEW))));
        }
    }

    @Test
    void previousSecret_isGoodUntilItIsTakenAway() {
        String old = token("HS256", TestToken.bytes(OLD));
        settings.put("auth.jwt.previous-secret", OLD);
        try (TestMechanism mechanism = create()) {
            assertEquals("alice", answer(mechanism, old));
            assertEquals("alice", answer(mechanism, token("HS256", TestToken.bytes(NEW))));
        }
        settings.remove("auth.jwt.previous-secret");
        try (TestMechanism mechanism = create()) {
            assertEquals("token.signature", answer(mechanism, old));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth.jwt.secret", "auth.jwt.previous-secret"})
    void weakSecret_refusesTheStartWithoutShowingIt(String key) {
        settings.put(key, "your-256-bit-secret");
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(key, refused.key());
        assertFalse(refused.getMessage().contains("your-256"), refused.getMessage());
        assertTrue(refused.getMessage().contains("openssl rand"), refused.getMessage());
    }

    /** The issuer dictates the secret, and the operator accepts that. */
    @Test
    void guessableSecret_isRefusedUnlessAllowed() {
        String words = "MySuperSecretKeyForJwt2024MustBeLong123";
        settings.put("auth.jwt.algorithms", "HS256");
        settings.put("auth.jwt.secret", words);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals("auth.jwt.secret", refused.key());
        assertTrue(refused.getMessage().contains("set auth.jwt.allow-guessable-secret to on"), refused.getMessage());
        settings.put("auth.jwt.allow-guessable-secret", "on");
        try (TestMechanism mechanism = create()) {
            assertEquals("alice", answer(mechanism, token("HS256", TestToken.bytes(words))));
        }
        settings.put("auth.jwt.secret", "your-256-bit-secret");
        assertThrows(SettingException.class, this::create);
    }

    @Test
    void guessableSecretInCode_isRefusedUnlessAllowed() {
        Secret words = Secret.of("MySuperSecretKeyForJwt2024MustBeLong123");
        IssuerPolicy.Builder policy = TestVerifier.policy()
                .algorithms(EnumSet.of(SigningAlgorithm.HS256))
                .keys(new KeyLocation.SharedSecret(words, null));
        String refused =
                assertThrows(IllegalArgumentException.class, policy::build).getMessage();
        assertTrue(refused.contains("guessableSecretAllowed()"), refused);
        assertEquals(
                TestVerifier.policy().build().issuer(),
                policy.guessableSecretAllowed().build().issuer());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.jwt.algorithms, 'HS256, RS256', auth.jwt.algorithms",
        "auth.jwt.algorithms, 'ES256', auth.jwt.algorithms",
        "auth.jwt.jwks-uri, https://a.example.com/jwks, auth.jwt.secret"
    })
    void secretTogetherWithPublicKeys_refusesTheStart(String key, String value, String at) {
        settings.put(key, value);
        assertEquals(at, assertThrows(SettingException.class, this::create).key());
    }

    @Test
    void secretWithoutItsAlgorithmsOrTheOtherWayRound_refusesTheStart() {
        settings.remove("auth.jwt.algorithms");
        assertEquals(
                "auth.jwt.algorithms",
                assertThrows(SettingException.class, this::create).key());
        settings.put("auth.jwt.algorithms", "HS256");
        settings.remove("auth.jwt.secret");
        assertEquals(
                "auth.jwt.algorithms",
                assertThrows(SettingException.class, this::create).key());
        settings.put("auth.jwt.previous-secret", OLD);
        assertEquals(
                "auth.jwt.previous-secret",
                assertThrows(SettingException.class, this::create).key());
    }

    /** In code as in settings: there is no way to a policy that mixes them. */
    @Test
    void policyInCode_isHeldToTheSame() {
        KeyLocation secret = new KeyLocation.SharedSecret(Secret.of(NEW), null);
        for (Set<SigningAlgorithm> algorithms : List.of(
                EnumSet.of(SigningAlgorithm.RS256),
                EnumSet.of(SigningAlgorithm.HS256, SigningAlgorithm.RS256),
                EnumSet.allOf(SigningAlgorithm.class))) {
            IssuerPolicy.Builder policy =
                    TestVerifier.policy().algorithms(algorithms).keys(secret);
            assertThrows(IllegalArgumentException.class, policy::build, algorithms.toString());
        }
        IssuerPolicy.Builder published = TestVerifier.policy().algorithms(EnumSet.of(SigningAlgorithm.HS256));
        assertThrows(IllegalArgumentException.class, published::build);
        IssuerPolicy.Builder weak = TestVerifier.policy()
                .algorithms(EnumSet.of(SigningAlgorithm.HS256))
                .keys(new KeyLocation.SharedSecret(Secret.of(NEW), Secret.of("secret")));
        assertThrows(IllegalArgumentException.class, weak::build);
    }
}
