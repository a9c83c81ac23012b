package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.jwt.keys.DiscoveredKeySetFetcher;
import dev.gatehouse.jwt.keys.IssuerClock;
import dev.gatehouse.jwt.keys.IssuerMetadata;
import dev.gatehouse.jwt.keys.JwkSource;
import dev.gatehouse.jwt.keys.KeyLifetimes;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeySet;
import dev.gatehouse.jwt.keys.KeySetFetcher;
import dev.gatehouse.jwt.keys.KeyThreads;
import dev.gatehouse.jwt.keys.ManualScheduler;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys over real HTTP, from a provider that misbehaves in every way. */
class KeyFetchTest {

    private static IdentityProvider provider;

    private final BackgroundThreads background = KeyThreads.threads();
    private final BoundedHttp http = new BoundedHttp(background, Duration.ofMinutes(1), Duration.ofMinutes(1));
    /** For answers that do not come. */
    private final BoundedHttp hasty = new BoundedHttp(background, Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final Issuer issuer = provider.keycloak();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void end() {
        issuer.faults().clear();
        background.close();
    }

    private JwkSource ring(KeyLocation.Discovery location) {
        return ring(location, source(location, http));
    }

    private static JwkSource ring(KeyLocation.Discovery location, KeySetFetcher source) {
        KeyLifetimes times = new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24));
        return new JwkSource(location.issuer(), source, times, new ManualScheduler());
    }

    private static KeySetFetcher source(KeyLocation.Discovery location, BoundedHttp http) {
        return new DiscoveredKeySetFetcher(
                location, http, false, new IssuerClock(location.issuer(), Clock.systemUTC()));
    }

    private JwkSource ring() {
        return ring(new KeyLocation.Discovery(issuer.issuer(), null));
    }

    private static boolean refreshed(JwkSource ring) throws Exception {
        return ring.refresh().done().get();
    }

    @Test
    void discoveredKeys_areFetchedWithOneDiscovery() throws Exception {
        issuer.resetRequests();
        JwkSource ring = ring();
        assertTrue(refreshed(ring));
        assertTrue(refreshed(ring));
        assertNotNull(ring.keys());
        assertEquals(1, issuer.requests(Endpoint.DISCOVERY));
        assertEquals(2, issuer.requests(Endpoint.JWKS));
    }

    @TestFactory
    Stream<DynamicTest> faultyAnswer_keepsTheOldSetAndIsOvercome() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("status 500", Fault.status(500));
        faults.put("status 404", Fault.status(404));
        faults.put("status 204", Fault.status(204));
        faults.put("too many requests", Fault.status(429).retryAfter(Duration.ofSeconds(30)));
        faults.put("HTML", Fault.html());
        faults.put("nothing", Fault.empty());
        faults.put("half of it", Fault.truncated());
        faults.put("two megabytes", Fault.oversize(2 * 1024 * 1024));
        faults.put("a redirect to other keys", Fault.redirect(provider.generic().jwksUri()));
        faults.put("cut", Fault.cut());
        faults.put("hung up", Fault.hangUp());
        return faults.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
                    JwkSource ring = ring();
                    assertTrue(refreshed(ring));
                    KeySet before = ring.keys();
                    issuer.faults().set(Endpoint.JWKS, fault.getValue());
                    assertEquals(false, refreshed(ring));
                    assertSame(before, ring.keys());
                    issuer.faults().clear();
                    assertTrue(refreshed(ring));
                }));
    }

    @TestFactory
    Stream<DynamicTest> answerThatDoesNotCome_keepsTheOldSetAndIsOvercome() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("byte by byte", Fault.drip(Duration.ofMinutes(1)));
        faults.put("late", Fault.delay(Duration.ofHours(1)));
        return faults.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
                    KeyLocation.Discovery location = new KeyLocation.Discovery(issuer.issuer(), null);
                    AtomicReference<KeySetFetcher> source = new AtomicReference<>(source(location, http));
                    JwkSource ring = ring(location, () -> source.get().fetch());
                    assertTrue(refreshed(ring));
                    KeySet before = ring.keys();
                    issuer.faults().set(Endpoint.JWKS, fault.getValue());
                    source.set(source(location, hasty));
                    assertEquals(false, refreshed(ring));
                    assertSame(before, ring.keys());
                    issuer.faults().clear();
                    source.set(source(location, http));
                    assertTrue(refreshed(ring));
                }));
    }

    @TestFactory
    Stream<DynamicTest> faultyMetadata_bringNoKeys() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("another issuer", Fault.rewritten(text -> text.replace("\"issuer\":\"http", "\"issuer\":\"x-http")));
        faults.put("no jwks_uri", Fault.rewritten(text -> text.replace("\"jwks_uri\"", "\"jwks\"")));
        faults.put("no JSON", Fault.html());
        faults.put("nothing", Fault.empty());
        faults.put("status 500", Fault.status(500));
        faults.put("a redirect", Fault.redirect(URI.create(issuer.issuer() + "/.well-known/openid-configuration")));
        faults.put("a list", Fault.body("application/json", "[]"));
        return faults.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
                    issuer.faults().set(Endpoint.DISCOVERY, fault.getValue());
                    JwkSource ring = ring();
                    assertEquals(false, refreshed(ring));
                    assertNull(ring.keys());
                    issuer.faults().clear();
                    assertTrue(refreshed(ring));
                }));
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "0, 0", "-5, 0", "999999, 3600", "soon, 0", "'', 0"})
    void retryAfterInSeconds_isBounded(String text, long expected) {
        assertEquals(expected, retryAfter(text));
    }

    @Test
    void retryAfterAsADate_countsFromTheDateOfTheAnswer() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        long seconds = retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusMinutes(50)));
        assertTrue(seconds > 1000 && seconds <= 3000, () -> seconds + " s");
        assertEquals(0, retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.minusMinutes(10))));
    }

    private long retryAfter(String header) {
        issuer.faults().set(Endpoint.JWKS, Fault.status(429).header("Retry-After", header));
        CompletionException refused = assertThrows(
                CompletionException.class, () -> http.get(issuer.jwksUri()).join());
        return FetchException.of(refused).retryAfterSeconds();
    }

    @Test
    void issuerWithASlashMore_isAnotherIssuer() throws Exception {
        assertEquals(false, refreshed(ring(new KeyLocation.Discovery(issuer.issuer() + "/", null))));
    }

    @Test
    void failingJwksUri_isDiscoveredAgain() throws Exception {
        JwkSource ring = ring();
        assertTrue(refreshed(ring));
        issuer.resetRequests();
        issuer.faults().set(Endpoint.JWKS, Fault.status(500), 1);
        assertEquals(false, refreshed(ring));
        assertTrue(refreshed(ring));
        assertEquals(1, issuer.requests(Endpoint.DISCOVERY));
    }

    @Test
    void metadataOfRfc8414_isFoundWhereOpenIdConnectsAreNot() throws Exception {
        try (Site site = new Site()) {
            String name = site.url("/tenant/one");
            site.answer(
                    "/.well-known/oauth-authorization-server/tenant/one",
                    "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + site.url("/k") + "\"}");
            site.answer("/k", "{\"keys\":[]}");
            assertTrue(refreshed(ring(new KeyLocation.Discovery(name, null))));
            assertEquals(
                    List.of(
                            "/tenant/one/.well-known/openid-configuration",
                            "/.well-known/oauth-authorization-server/tenant/one",
                            "/k"),
                    site.seen);
        }
    }

    @Test
    void backEndUrl_servesMetadataAndKeysOfThePublicIssuer() throws Exception {
        try (Site site = new Site()) {
            String name = "https://public.example.com/auth/realms/r";
            site.answer(
                    "/inside/.well-known/openid-configuration",
                    "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + name + "/certs\"}");
            site.answer("/inside/certs", "{\"keys\":[]}");
            assertTrue(refreshed(ring(new KeyLocation.Discovery(name, site.url("/inside")))));
            assertEquals(List.of("/inside/.well-known/openid-configuration", "/inside/certs"), site.seen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com, https://a.example.com/jwks, true",
        "https://a.example.com, https://other.example.com/jwks, true",
        "https://a.example.com, http://a.example.com/jwks, false",
        "http://localhost:80, http://localhost:80/jwks, true",
        "http://localhost:80, https://a.example.com/jwks, true",
        "http://localhost:80, http://127.0.0.1:80/jwks, true",
        "http://localhost:80, http://a.example.com/jwks, false",
        "http://localhost:80, http://127.0.0.1.example.com/jwks, false",
        "https://a.example.com, file:///etc/passwd, false",
        "https://a.example.com, ftp://a.example.com/jwks, false",
        "https://a.example.com, https://user@a.example.com/jwks, false",
        "https://a.example.com, https:///jwks, false",
        "https://a.example.com, /jwks, false",
        "https://a.example.com, 'https://a.example.com/ jwks', false"
    })
    void placeOfTheKeys_isNotLessProtectedThanTheIssuer(String base, String uri, boolean usable) {
        assertEquals(usable, IssuerMetadata.usable(base, uri, false) != null);
    }

    /** A web site that knows a few documents and remembers what it was asked. */
    private static final class Site implements AutoCloseable {

        private final Map<String, String> documents = Collections.synchronizedMap(new LinkedHashMap<>());
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private final HttpServer server;

        private Site() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                seen.add(path);
                String document = documents.get(path);
                byte[] body = document == null ? new byte[0] : document.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(document == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
        }

        private String url(String path) {
            return "http://127.0.0.1:" + server.getAddress().getPort() + path;
        }

        private void answer(String path, String document) {
            documents.put(path, document);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
