package dev.gatehouse.identity.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.identity.LoginMechanismFactory;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.support.retry.BackgroundThreads;
import dev.gatehouse.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdClientTest {

    private static final URI REDIRECT = URI.create("https://app.example.com/identity-callback");
    private static final String VERIFIER = "v".repeat(43);

    private final BackgroundThreads threads = new BackgroundThreads("test-timer", "test-worker", defect -> {});
    private final Map<String, String> settings = new HashMap<>();
    private FakeProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = new FakeProvider();
        settings.put("auth.login.issuer", provider.issuer());
        settings.put("auth.login.client-id", "task list");
        settings.put("auth.login.client-secret", "s&cret:%");
    }

    @AfterEach
    void stop() {
        provider.close();
        threads.close();
    }

    private OpenIdClient client() {
        TestContext context = TestContext.of(new LoginMechanismFactory(), settings);
        List<ConfiguredProvider> providers = LoginProviderSettings.providers(context.settings());
        return OpenIdClient.create(providers.get(0).provider(), context, threads);
    }

    @Test
    void secretBasic_isEncodedAsAForm() {
        TokenAnswer answer = client().exchange("c", VERIFIER, REDIRECT);

        TokenSet tokens = assertInstanceOf(TokenAnswer.Issued.class, answer).tokens();
        assertEquals("at", tokens.accessToken());
        assertNull(tokens.refreshToken());
        FakeProvider.Sent sent = provider.tokens.get(0);
        assertEquals(
                "task+list:s%26cret%3A%25",
                new String(
                        Base64.getDecoder().decode(sent.authorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8));
        assertEquals(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        "c",
                        "redirect_uri",
                        REDIRECT.toString(),
                        "code_verifier",
                        VERIFIER),
                sent.form());
    }

    @Test
    void secretPost_isInTheForm() {
        settings.put("auth.login.client-authentication", "client-secret-post");
        client().refresh("r");

        FakeProvider.Sent sent = provider.tokens.get(0);
        assertEquals("", sent.authorization());
        assertEquals("task list", sent.form().get("client_id"));
        assertEquals("s&cret:%", sent.form().get("client_secret"));
        assertEquals("r", sent.form().get("refresh_token"));
    }

    @Test
    void publicClient_isNamedInTheForm() {
        settings.remove("auth.login.client-secret");
        settings.put("auth.login.client-authentication", "none");
        client().exchange("c", VERIFIER, REDIRECT);

        assertEquals("task list", provider.tokens.get(0).form().get("client_id"));
        assertFalse(provider.tokens.get(0).form().containsKey("client_secret"));
    }

    @Test
    void privateKey_signsAnAssertionForTheIssuer() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        settings.remove("auth.login.client-secret");
        settings.put("auth.login.client-key", key.toJSONString());
        client().exchange("c", VERIFIER, REDIRECT);

        Map<String, String> form = provider.tokens.get(0).form();
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        assertEquals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form.get("client_assertion_type"));
        assertTrue(assertion.verify(new ECDSAVerifier(key.toPublicJWK())));
        assertEquals("k1", assertion.getHeader().getKeyID());
        assertEquals("task list", assertion.getJWTClaimsSet().getIssuer());
        assertEquals("task list", assertion.getJWTClaimsSet().getSubject());
        assertEquals(List.of(provider.issuer()), assertion.getJWTClaimsSet().getAudience());
        assertFalse(form.containsKey("client_secret"));
    }

    @Test
    void privateKey_signsForTheTokenEndpoint_ifThatIsSet() throws Exception {
        settings.remove("auth.login.client-secret");
        settings.put(
                "auth.login.client-key",
                new ECKeyGenerator(Curve.P_384).generate().toJSONString());
        settings.put("auth.login.client-assertion-audience", "token-endpoint");
        client().exchange("c", VERIFIER, REDIRECT);

        SignedJWT assertion = SignedJWT.parse(provider.tokens.get(0).form().get("client_assertion"));
        assertEquals(
                List.of(provider.issuer() + "/token"),
                assertion.getJWTClaimsSet().getAudience());
    }

    @Test
    void publicKeyInPlaceOfAPrivateOne_refusesTheStart_withoutShowingIt() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
        settings.remove("auth.login.client-secret");
        settings.put("auth.login.client-key", key.toJSONString());

        SettingException refused = assertThrows(SettingException.class, this::client);
        assertFalse(refused.getMessage().contains(key.getX().toString()), refused.getMessage());
    }

    @Test
    void pushedRequest_isSentWithTheAuthenticationOfTheClient() throws Exception {
        String uri = client().push(Map.of("state", "s", "client_id", "task list"));

        assertEquals("urn:example:1", uri);
        assertEquals("s", provider.pushed.get(0).form().get("state"));
        assertTrue(provider.pushed.get(0).authorization().startsWith("Basic "));
    }

    @Test
    void revocation_sendsTheTokenAndItsKind() {
        assertTrue(client().revoke("r", "refresh_token"));
        assertEquals(
                Map.of("token", "r", "token_type_hint", "refresh_token"),
                provider.revoked.get(0).form());
    }

    @Test
    void invalidGrant_isARefusal_andOtherStatusesAreNot() {
        provider.tokenStatus = 400;
        provider.tokenAnswer = "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}";
        TokenAnswer.Refused refused = assertInstanceOf(TokenAnswer.Refused.class, client().refresh("r"));
        assertTrue(refused.invalidGrant());
        provider.tokenAnswer = "{\"error\":\"<script>\"}";
        assertEquals(
                "unknown",
                assertInstanceOf(TokenAnswer.Refused.class, client().refresh("r"))
                        .error());
        provider.tokenStatus = 503;
        assertInstanceOf(TokenAnswer.Unavailable.class, client().refresh("r"));
    }

    @Test
    void metadataOfAnotherIssuer_isUnavailable() {
        provider.metadata = FakeProvider.metadata("http://localhost:1", "");
        OpenIdClient client = client();

        assertThrows(ProviderUnavailableException.class, client::current);
        assertEquals(Health.State.DEGRADED, client.health().state());
        assertThrows(ProviderUnavailableException.class, client::current);
        assertEquals(1, provider.metadataRequests, "a provider that failed is not asked again at once");
    }

    @Test
    void metadataThatLeadsToPlainHttpElsewhere_isUnavailable() {
        provider.metadata = FakeProvider.metadata(provider.issuer(), "")
                .replace(provider.issuer() + "/authorize", "http://evil.example/authorize");

        assertThrows(ProviderUnavailableException.class, client()::current);
    }

    @Test
    void backendUrl_isForThisServer_andTheIssuerForBrowsers() throws Exception {
        String issuer = "https://auth.example.com/realms/a";
        settings.put("auth.login.issuer", issuer);
        settings.put("auth.login.issuer-backend-url", provider.issuer());
        provider.metadata =
                FakeProvider.metadata(issuer, "").replace(issuer + "/authorize", provider.issuer() + "/authorize");

        ProviderMetadata metadata = client().current();

        assertEquals(URI.create(issuer + "/authorize?tenant=1"), metadata.authorization());
        assertEquals(URI.create(provider.issuer() + "/token"), metadata.token());
        assertEquals(issuer, metadata.issuer());
    }

    @Test
    void metadata_areFetchedOnceForAFewSeconds() throws Exception {
        OpenIdClient client = client();
        client.current();
        client.current();

        assertEquals(1, provider.metadataRequests);
    }
}
