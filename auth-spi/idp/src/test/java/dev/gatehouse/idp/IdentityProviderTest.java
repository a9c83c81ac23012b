package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Hold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class IdentityProviderTest {

    private final Wire wire = new Wire();

    @Test
    void stopAndStart_isAnOutageWithTheSamePortAndKeys() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            Issuer issuer = provider.keycloak();
            int port = provider.port();
            String token = wire.clientToken(issuer, "m2m-full", "m2m-full-secret");
            String keys = wire.get(issuer.jwksUri()).body();
            for (int round = 0; round < 3; round++) {
                provider.stop();
                assertFalse(provider.isRunning());
                assertThrows(IOException.class, () -> wire.get(issuer.jwksUri()));
                provider.start();
                assertTrue(provider.isRunning());
                assertEquals(port, provider.port());
                assertEquals(keys, wire.get(issuer.jwksUri()).body());
                assertTrue(wire.isSignedBy(issuer, token));
                assertTrue(new BrowserLogin(wire, issuer).isActive(token));
            }
        }
    }

    @Test
    void refreshToken_survivesAnOutage() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            BrowserLogin login = new BrowserLogin(wire, provider.keycloak());
            String token = login.tokens("demo").get("refresh_token").toString();
            provider.stop();
            provider.start();
            assertEquals(200, login.refresh(token).statusCode());
        }
    }

    @Test
    void startAndStop_mayBeRepeated() {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            provider.start();
            assertTrue(provider.isRunning());
            provider.stop();
            assertDoesNotThrow(provider::stop);
        }
    }

    @Test
    void stop_endsHeldRequests() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            Issuer issuer = provider.generic();
            Hold hold = issuer.faults().hold(Endpoint.JWKS);
            CompletableFuture<HttpResponse<String>> waiting = wire.http()
                    .sendAsync(HttpRequest.newBuilder(issuer.jwksUri()).build(), BodyHandlers.ofString());
            assertTrue(hold.awaitArrivals(1, Duration.ofMinutes(1)));
            provider.stop();
            assertThrows(ExecutionException.class, () -> waiting.get(60, TimeUnit.SECONDS));
            assertDoesNotThrow(hold::release);
            provider.start();
            assertEquals(200, wire.get(issuer.jwksUri()).statusCode());
        }
    }

    @Test
    void givenPort_isTaken() {
        int port = 20_000;
        IdentityProvider started = null;
        while (started == null) {
            try {
                started = IdentityProvider.demo().port(++port).start();
            } catch (UncheckedIOException inUse) {
                assertTrue(inUse.getMessage().contains(String.valueOf(port)));
            }
        }
        try (IdentityProvider provider = started) {
            assertEquals(
                    "http://localhost:" + port + "/oauth/token",
                    provider.generic().tokenEndpoint().toString());
        }
    }

    @Test
    void portInUse_isTold() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            IdentityProviderBuilder builder = IdentityProvider.demo().port(other.getLocalPort());
            UncheckedIOException problem = assertThrows(UncheckedIOException.class, builder::start);
            assertTrue(problem.getMessage().contains(String.valueOf(other.getLocalPort())));
        }
    }

    @Test
    void allThreads_areDaemons() throws Exception {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            wire.get(provider.generic().jwksUri());
            List<String> names = new ArrayList<>();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread)) {
                    names.add(thread.getName());
                    assertTrue(thread.isDaemon(), thread.getName());
                }
            }
            assertTrue(names.contains("HTTP-Dispatcher"), names.toString());
        }
    }

    /** Linux answers on the whole of 127.0.0.0/8, so a second loopback address shows what is bound. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void server_listensOnLoopbackOnly() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            // Another process can have the same port on another address.
            assertThrows(
                    IOException.class,
                    () -> new ServerSocket(provider.port(), 1, InetAddress.getLoopbackAddress()).close());
            try (ServerSocket elsewhere = new ServerSocket(provider.port(), 1, InetAddress.getByName("127.0.0.2"))) {
                assertEquals(provider.port(), elsewhere.getLocalPort());
            }
        }
    }

    @Test
    void lateRegistration_isKnownToBothIssuers() throws Exception {
        try (IdentityProvider provider = IdentityProvider.builder().start()) {
            provider.register(Client.builder("late")
                    .secret("late-secret")
                    .audiences("tasklist-api")
                    .build());
            provider.register(User.builder("late-user", "pw").build());
            assertTrue(
                    wire.isSignedBy(provider.keycloak(), wire.clientToken(provider.keycloak(), "late", "late-secret")));
            assertTrue(
                    wire.isSignedBy(provider.generic(), wire.clientToken(provider.generic(), "late", "late-secret")));
            assertDoesNotThrow(() -> provider.generic().mintFor("late", "late-user"));
        }
    }

    @Test
    void lifetimes_areWrittenIntoTokensAndAnswers() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo()
                .keycloakAccessTokenLifetime(Duration.ofSeconds(2))
                .genericAccessTokenLifetime(Duration.ofSeconds(3))
                .refreshTokenLifetime(Duration.ofSeconds(4))
                .start()) {
            Map<String, Object> tokens = new BrowserLogin(wire, provider.keycloak()).tokens("demo");
            assertEquals(2L, ((Number) tokens.get("expires_in")).longValue());
            assertEquals(4L, ((Number) tokens.get("refresh_expires_in")).longValue());
        }
        IdentityProviderBuilder none = IdentityProvider.demo().genericAccessTokenLifetime(Duration.ZERO);
        assertThrows(IllegalArgumentException.class, none::start);
    }

    @Test
    void concurrentClients_getTokensOfTheirOwn() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            HttpRequest request = HttpRequest.newBuilder(provider.generic().tokenEndpoint())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "grant_type=client_credentials&client_id=m2m-es256&client_secret=m2m-es256-secret"))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(wire.http().sendAsync(request, BodyHandlers.ofString()));
            }
            Set<Object> tokens = new HashSet<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                tokens.add(Wire.json(answer.get(60, TimeUnit.SECONDS)).get("access_token"));
            }
            assertEquals(64, tokens.size());
            assertEquals(64, provider.generic().requests(Endpoint.TOKEN));
        }
    }

    @Test
    void texts_sayWhatItIsAndShowNoSecret() {
        IdentityProviderBuilder builder = IdentityProvider.demo();
        try (IdentityProvider provider = builder.start()) {
            assertTrue(provider.notice().contains("DEVELOPMENT ONLY"));
            assertTrue(provider.notice().contains(provider.keycloak().issuer()));
            Client client = Client.builder("c").secret("hush-hush").build();
            User user = User.builder("u", "hush-hush").build();
            for (Object thing : List.of(provider, builder, provider.notice(), client, user)) {
                assertFalse(thing.toString().contains("hush-hush"), thing.toString());
                assertFalse(thing.toString().contains("-secret"), thing.toString());
            }
        }
    }

    @Test
    void emptySecretOrUnknownClient_isToldToTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> Client.builder("c").secret(""));
        assertThrows(
                IllegalArgumentException.class,
                () -> IdentityProvider.builder().redirectUris("c", "http://localhost/cb"));
    }
}
