package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.provider.ClientAuthentication;
import dev.gatehouse.identity.provider.LoginProvider;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.spi.Health;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorizationRequestsTest {

    private static final URI REDIRECT = URI.create("https://app.example.com/identity-callback");
    private static final LoginAttempt ATTEMPT = LoginAttempt.begin("default", Instant.EPOCH, ReturnPath.HOME);

    /** A client that keeps what is pushed. */
    private static final class Pushing implements ProviderClient {
        private final LoginProvider.Pushed pushed;
        private final boolean required;
        private Map<String, String> parameters = Map.of();

        Pushing(LoginProvider.Pushed pushed, boolean required) {
            this.pushed = pushed;
            this.required = required;
        }

        @Override
        public LoginProvider provider() {
            return new LoginProvider(
                    "default",
                    "Example",
                    new KeyLocation.Discovery("https://auth.example.com", null),
                    false,
                    ProviderAccess.DEFAULT,
                    "task list",
                    new ClientAuthentication.None(),
                    new LoginProvider.Request(
                            List.of("openid", "email"),
                            pushed,
                            "consent",
                            "login",
                            List.of("gold", "silver"),
                            Duration.ofHours(1),
                            Map.of("audience", "tasklist-api")),
                    "/identity-callback");
        }

        @Override
        public Optional<ProviderMetadata> known() {
            return Optional.of(current());
        }

        @Override
        public ProviderMetadata current() {
            return new ProviderMetadata(
                    "https://auth.example.com",
                    URI.create("https://auth.example.com/authorize?tenant=1"),
                    URI.create("https://auth.example.com/token"),
                    null,
                    null,
                    URI.create("https://auth.example.com/par"),
                    required,
                    true);
        }

        @Override
        public String push(Map<String, String> sent) {
            parameters = sent;
            return "urn:example:a b";
        }

        @Override
        public TokenAnswer exchange(String code, String verifier, URI redirectUri) {
            throw new AssertionError("nothing is exchanged here");
        }

        @Override
        public TokenAnswer refresh(String refreshToken) {
            throw new AssertionError("nothing is refreshed here");
        }

        @Override
        public boolean revoke(String token, String hint) {
            throw new AssertionError("nothing is revoked here");
        }

        @Override
        public boolean endSession(String refreshToken) {
            throw new AssertionError("no session ends here");
        }

        @Override
        public Health health() {
            return Health.up();
        }
    }

    private static Map<String, String> query(URI url) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : url.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Test
    void request_hasEverythingThatProtectsIt() throws Exception {
        Map<String, String> parameters =
                query(AuthorizationRequests.url(new Pushing(LoginProvider.Pushed.OFF, true), ATTEMPT, REDIRECT, null));

        byte[] challenge =
                MessageDigest.getInstance("SHA-256").digest(ATTEMPT.verifier().getBytes(StandardCharsets.US_ASCII));
        assertEquals("1", parameters.get("tenant"));
        assertEquals("code", parameters.get("response_type"));
        assertEquals("task list", parameters.get("client_id"));
        assertEquals(REDIRECT.toString(), parameters.get("redirect_uri"));
        assertEquals("openid email", parameters.get("scope"));
        assertEquals(ATTEMPT.state(), parameters.get("state"));
        assertEquals(ATTEMPT.nonce(), parameters.get("nonce"));
        assertEquals("S256", parameters.get("code_challenge_method"));
        assertEquals(
                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge), parameters.get("code_challenge"));
        assertEquals("consent", parameters.get("prompt"));
        assertEquals("gold silver", parameters.get("acr_values"));
        assertEquals("3600", parameters.get("max_age"));
        assertEquals("tasklist-api", parameters.get("audience"));
        assertFalse(parameters.containsValue(ATTEMPT.verifier()));
    }

    @Test
    void otherAccount_replacesThePrompt() throws Exception {
        URI url = AuthorizationRequests.url(
                new Pushing(LoginProvider.Pushed.OFF, false), ATTEMPT, REDIRECT, "select_account");

        assertEquals("select_account", query(url).get("prompt"));
    }

    @Test
    void pushedRequest_leavesTheBrowserAReferenceAlone() throws Exception {
        for (Pushing client : List.of(
                new Pushing(LoginProvider.Pushed.ON, false), new Pushing(LoginProvider.Pushed.AS_REQUIRED, true))) {
            URI url = AuthorizationRequests.url(client, ATTEMPT, REDIRECT, null);

            assertEquals(Map.of("tenant", "1", "client_id", "task list", "request_uri", "urn:example:a b"), query(url));
            assertEquals(ATTEMPT.state(), client.parameters.get("state"));
            assertNotNull(client.parameters.get("code_challenge"));
        }
    }

    @Test
    void requestThatNeedNotBePushed_isNot() throws Exception {
        Pushing client = new Pushing(LoginProvider.Pushed.AS_REQUIRED, false);
        URI url = AuthorizationRequests.url(client, ATTEMPT, REDIRECT, null);

        assertTrue(query(url).containsKey("state"));
        assertEquals(Map.of(), client.parameters);
    }
}
