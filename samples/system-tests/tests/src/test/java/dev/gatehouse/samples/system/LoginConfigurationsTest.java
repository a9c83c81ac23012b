package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sample with the files in samples/configurations for people who log in, as they are there: only the secret and the
 * key of the sessions are in other files. The browser comes through a proxy that ends TLS.
 */
class LoginConfigurationsTest {

    private static final ProviderKey KEY = ProviderKey.rsa("k1");
    private static final ProviderKey FORGED = ProviderKey.rsa("k1");
    private static final String HOST = "tasklist.example.com";

    @TempDir
    private static Path folder;

    private static Network network;
    private static Map<String, String> properties;

    @BeforeAll
    static void open() throws Exception {
        network = new Network(
                folder,
                Arrays.stream(LoginTokens.values())
                        .map(provider -> URI.create(provider.issuer()).getHost())
                        .toList());
        for (LoginTokens provider : LoginTokens.values()) {
            network.publish(provider.url(".well-known/openid-configuration"), provider.metadata());
            network.publish(provider.url("keys"), KEY.jwks());
        }
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        properties = new HashMap<>(network.properties());
        properties.put(
                "auth.login.client-secret",
                "file:" + Files.writeString(folder.resolve("secret"), "secret-of-the-client"));
        properties.put(
                "auth.login.session-keys",
                Files.writeString(
                                folder.resolve("session.key"),
                                Base64.getEncoder().encodeToString(key))
                        .toString());
    }

    @AfterAll
    static void close() throws Exception {
        network.close();
    }

    /** A browser that was sent to the provider. */
    private record Begun(Map<String, String> sent, String cookie) {}

    private static Begun begin(ConfiguredSample sample, LoginTokens provider) throws Exception {
        ConfiguredSample.Answer answer = sample.get("/api/login?return=/%3Ftask=7");
        String target = answer.header("Location");
        assertTrue(target.startsWith(provider.url("authorize") + "?"), () -> answer + sample.output());
        Map<String, String> sent = new HashMap<>();
        for (String pair : URI.create(target).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            sent.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        assertEquals("https://" + HOST + "/identity-callback", sent.get("redirect_uri"));
        assertEquals("S256", sent.get("code_challenge_method"));
        return new Begun(sent, pair(answer.header("Set-Cookie")));
    }

    /** Comes back from the provider, which issues these tokens for the code. */
    private static ConfiguredSample.Answer finish(
            ConfiguredSample sample, LoginTokens provider, Begun begun, String tokens) throws Exception {
        network.publish(provider.url("token"), tokens);
        return sample.get("/identity-callback?code=c&state=" + begun.sent().get("state"), "Cookie: " + begun.cookie());
    }

    @ParameterizedTest
    @EnumSource
    void fileOfProvider_logsPeopleInAndRefusesBadTokens(LoginTokens provider) throws Exception {
        Path data = folder.resolve(provider.file());
        try (ConfiguredSample sample = ConfiguredSample.start(provider.file(), HOST, data, properties, Map.of())) {
            Begun begun = begin(sample, provider);
            String nonce = begun.sent().get("nonce");
            ConfiguredSample.Answer back = finish(sample, provider, begun, provider.person(KEY, nonce));
            assertEquals("303 /?task=7", back.status() + " " + back.header("Location"), sample::output);
            String session = back.headers().stream()
                    .filter(header -> header.startsWith("Set-Cookie: TASKLIST-SESSION="))
                    .map(header -> pair(header.substring("Set-Cookie: ".length())))
                    .findFirst()
                    .orElseThrow();
            assertEquals(provider.seen, sample.who("Cookie: " + session));
            assertEquals("401 credential.missing", sample.who());

            assertEquals("oidc.state-used", refusal(sample, provider, begun, provider.person(KEY, nonce)));
            begun = begin(sample, provider);
            assertEquals("oidc.nonce", refusal(sample, provider, begun, provider.person(KEY, nonce)));
            begun = begin(sample, provider);
            nonce = begun.sent().get("nonce");
            assertEquals("token.signature", refusal(sample, provider, begun, provider.person(FORGED, nonce)));
            if (provider.hasPeopleWithoutPermission()) {
                begun = begin(sample, provider);
                nonce = begun.sent().get("nonce");
                assertEquals(
                        "oidc.permission-missing",
                        refusal(sample, provider, begun, provider.personWithoutPermission(KEY, nonce)));
            }
            logOut(sample, provider, session);
        }
    }

    /** The browser is sent to the provider, with the ID token, and back from there. */
    private static void logOut(ConfiguredSample sample, LoginTokens provider, String session) throws Exception {
        ConfiguredSample.Answer answer =
                sample.post("/api/login/logout", "Cookie: " + session, "Sec-Fetch-Mode: navigate");
        String target = answer.header("Location");
        assertTrue(target.startsWith(provider.url("logout") + "?"), answer::toString);
        assertTrue(target.contains("id_token_hint="), target);
        assertTrue(target.contains("post_logout_redirect_uri=https%3A%2F%2F" + HOST + "%2F"), target);
        assertEquals("401 session.unknown", sample.who("Cookie: " + session));
    }

    /** Returns the reason of a refused log-in from the audit log. */
    private static String refusal(ConfiguredSample sample, LoginTokens provider, Begun begun, String tokens)
            throws Exception {
        List<String> before = sample.refusedLogins(0);
        ConfiguredSample.Answer answer = finish(sample, provider, begun, tokens);
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
        assertTrue(
                answer.headers().stream().noneMatch(header -> header.startsWith("Set-Cookie: TASKLIST-SESSION=")),
                answer::toString);
        return sample.refusedLogins(before.size() + 1).get(before.size());
    }

    private static String pair(String cookie) {
        return cookie.split(";", 2)[0];
    }
}
