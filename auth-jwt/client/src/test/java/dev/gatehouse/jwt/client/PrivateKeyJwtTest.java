package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.testkit.MovableClock;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrivateKeyJwtTest {

    private static RSAKey rsa;
    private static ECKey ec;

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final TokenServer server = TokenServer.start().answers(TokenServer.token("good"));

    @BeforeAll
    static void keys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void jwk_signsAnAssertionForTheTokenEndpoint() throws Exception {
        SignedJWT assertion = assertion(client(rsa.toJSONString(), null));

        assertTrue(assertion.verify(new RSASSAVerifier(rsa)));
        assertEquals(JWSAlgorithm.RS256, assertion.getHeader().getAlgorithm());
        assertEquals("rsa-1", assertion.getHeader().getKeyID());
        assertNull(assertion.getHeader().getJWK());
        assertEquals("client", assertion.getJWTClaimsSet().getIssuer());
        assertEquals("client", assertion.getJWTClaimsSet().getSubject());
        assertEquals(List.of(server.url("/token")), assertion.getJWTClaimsSet().getAudience());
        assertEquals(Date.from(clock.instant()), assertion.getJWTClaimsSet().getIssueTime());
        assertEquals(
                Date.from(clock.instant().plusSeconds(60)),
                assertion.getJWTClaimsSet().getExpirationTime());
        Map<String, String> form = server.last().form();
        assertEquals("client", form.get("client_id"));
        assertEquals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form.get("client_assertion_type"));
        assertFalse(form.containsKey("client_secret"));
    }

    @Test
    void everyRequest_hasAnAssertionOfItsOwn() throws Exception {
        String first =
                assertion(client(ec.toJSONString(), null)).getJWTClaimsSet().getJWTID();
        String second =
                assertion(client(ec.toJSONString(), null)).getJWTClaimsSet().getJWTID();

        assertNotEquals(first, second);
    }

    @Test
    void algorithmOfAJwk_isKept() throws Exception {
        SignedJWT assertion = assertion(client(
                new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.PS256).build().toJSONString(), "mine"));

        assertEquals(JWSAlgorithm.PS256, assertion.getHeader().getAlgorithm());
        assertEquals("mine", assertion.getHeader().getKeyID());
        assertTrue(assertion.verify(new RSASSAVerifier(rsa)));
    }

    @Test
    void pem_signsToo() throws Exception {
        SignedJWT byRsa = assertion(client(pem(rsa.toPrivateKey()), "kid"));
        SignedJWT byEc = assertion(client(pem(ec.toPrivateKey()), null));

        assertTrue(byRsa.verify(new RSASSAVerifier(rsa)));
        assertEquals("kid", byRsa.getHeader().getKeyID());
        assertTrue(byEc.verify(new ECDSAVerifier(ec)));
        assertEquals(JWSAlgorithm.ES256, byEc.getHeader().getAlgorithm());
        assertNull(byEc.getHeader().getKeyID());
    }

    @Test
    void curves_haveTheirAlgorithm() throws Exception {
        for (Curve curve : List.of(Curve.P_384, Curve.P_521)) {
            ECKey key = new ECKeyGenerator(curve).generate();

            assertTrue(assertion(client(key.toJSONString(), null)).verify(new ECDSAVerifier(key)));
        }
    }

    @Test
    void audience_isTheIssuerWhereThereIsOne() throws Exception {
        String issuer = server.url("/realm");
        server.answers(
                TokenServer.json(
                        200, "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + server.url("/found") + "\"}"),
                TokenServer.token("good"));

        assertEquals(
                List.of(issuer),
                assertion(client(ec.toJSONString(), null).issuer(issuer))
                        .getJWTClaimsSet()
                        .getAudience());
    }

    @Test
    void audience_canBeChosen() throws Exception {
        assertEquals(
                List.of("https://login.example.com"),
                assertion(client(ec.toJSONString(), null).assertionAudience("https://login.example.com"))
                        .getJWTClaimsSet()
                        .getAudience());
    }

    @Test
    void keysThatCannotSign_areRefusedAtOnceAndNotShown() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        KeyPair weak = small.generateKeyPair();
        OctetSequenceKey octets = new OctetSequenceKeyGenerator(256).generate();
        for (String key : List.of(
                "",
                "{}",
                "{\"kty\":\"RSA\"}",
                "canary",
                "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%%canary",
                rsa.toPublicJWK().toJSONString(),
                ec.toPublicJWK().toJSONString(),
                octets.toJSONString(),
                pem(weak.getPrivate()),
                new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.HS256).build().toJSONString(),
                new RSAKey.Builder(rsa)
                        .algorithm(new JWSAlgorithm("none"))
                        .build()
                        .toJSONString(),
                pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate()))) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> TokenClient.builder().privateKey(key, null), key);
            assertTrue(String.valueOf(refused.getMessage()).startsWith("the private key"), refused::toString);
            assertNull(refused.getCause());
            assertFalse(refused.toString().contains("canary"), refused::toString);
        }
    }

    @Test
    void descriptionThatRepeatsTheAssertion_isDropped() throws Exception {
        try (TokenClient tokens = client(ec.toJSONString(), null).build()) {
            server.answers(
                    TokenServer.json(401, "{\"error\":\"invalid_client\",\"error_description\":\"eyJhbGciOi.x.y\"}"));

            TokenException refused = assertThrows(TokenException.class, tokens::token);

            assertEquals(Kind.REFUSED, refused.kind());
            assertFalse(refused.toString().contains("eyJ"), refused::toString);
            assertTrue(tokens.toString().contains("private_key_jwt"), tokens::toString);
        }
    }

    @Test
    void withoutNimbus_theOtherMethodsWorkAndThisOneSaysWhatItNeeds() throws Exception {
        URL[] path = {
            location(TokenClient.class),
            location(dev.gatehouse.support.retry.BackgroundThreads.class),
            location(com.fasterxml.jackson.core.JsonFactory.class),
            location(org.slf4j.Logger.class)
        };
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(TokenClient.class.getName());
            Object builder = type.getMethod("builder").invoke(null);
            builder.getClass().getMethod("clientId", String.class).invoke(builder, "client");
            builder.getClass().getMethod("clientSecret", String.class).invoke(builder, "secret");
            builder.getClass().getMethod("tokenEndpoint", String.class).invoke(builder, server.url("/token"));
            for (String time : List.of("connectTimeout", "requestTimeout", "deadline")) {
                builder.getClass().getMethod(time, Duration.class).invoke(builder, Duration.ofMinutes(1));
            }
            try (AutoCloseable tokens =
                    (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
                assertTrue(type.getMethod("token").invoke(tokens).toString().startsWith("AccessToken["));
            }
            java.lang.reflect.InvocationTargetException refused = assertThrows(
                    java.lang.reflect.InvocationTargetException.class,
                    () -> builder.getClass()
                            .getMethod("privateKey", String.class, String.class)
                            .invoke(builder, ec.toJSONString(), null));
            assertTrue(
                    String.valueOf(refused.getCause().getMessage()).contains("com.nimbusds:nimbus-jose-jwt"),
                    () -> refused.getCause().toString());
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private SignedJWT assertion(TokenClientBuilder builder) throws Exception {
        try (TokenClient tokens = builder.build()) {
            tokens.token();
        }
        return SignedJWT.parse(server.last().form().get("client_assertion"));
    }

    private TokenClientBuilder client(String key, String keyId) {
        return PatientClient.builder()
                .clientId("client")
                .privateKey(key, keyId)
                .tokenEndpoint(server.url("/token"))
                .clock(clock);
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
