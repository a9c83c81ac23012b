package dev.gatehouse.support.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedHttpTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final BackgroundThreads threads = new BackgroundThreads("test-timer", "test-worker", defect -> {});
    private final BoundedHttp http = new BoundedHttp(threads, LONG, LONG);
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        threads.close();
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(String path, int status, String header, String value, byte[] body) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add(header, value);
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static FetchException failure(CompletableFuture<?> future) {
        return (FetchException)
                assertThrows(CompletionException.class, future::join).getCause();
    }

    @Test
    void okAnswer_isItsBody() {
        answer("/x", 200, "Content-Type", "application/json; charset=utf-8", BODY);
        AtomicReference<String> type = new AtomicReference<>();
        byte[] body = http.get(
                        uri("/x"),
                        headers -> type.set(headers.firstValue("Content-Type").orElse("")))
                .join();
        assertArrayEquals(BODY, body);
        assertEquals("application/json; charset=utf-8", type.get());
    }

    @Test
    void anotherStatus_isAFailureThatKnowsWhenToComeBack() {
        answer("/x", 503, "Retry-After", "90", BODY);
        FetchException failure = failure(http.get(uri("/x")));
        assertEquals(FetchException.Kind.UNUSABLE, failure.kind());
        assertEquals("GET " + uri("/x") + ": it answered with status 503", failure.getMessage());
        assertEquals("it answered with status 503", failure.problem());
        assertEquals(503, failure.status());
        assertEquals(90, failure.retryAfterSeconds());
    }

    @Test
    void sentRequest_returnsEveryStatus() {
        answer("/x", 400, "Content-Type", "Application/JSON", BODY);
        HttpReply reply =
                http.send(HttpRequest.newBuilder(uri("/x")).GET(), BODY.length).join();
        assertEquals(400, reply.status());
        assertTrue(reply.isJson());
        assertArrayEquals(BODY, reply.body());
        assertEquals("HttpReply[400, 7 bytes]", reply.toString());
    }

    @Test
    void redirect_isNotFollowed() {
        answer("/x", 302, "Location", "/y", new byte[0]);
        answer("/y", 200, "X", "x", BODY);
        assertEquals(302, failure(http.get(uri("/x"))).status());
        assertEquals(1, requests.get());
    }

    @Test
    void postedForm_arrives() {
        AtomicReference<String> seen = new AtomicReference<>();
        server.createContext("/x", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            seen.set(form + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            send(exchange, 200, BODY);
        });
        HttpReply reply = http.post(uri("/x"), "a=b", "Basic x", 100).join();
        assertArrayEquals(BODY, reply.body());
        assertEquals("a=b Basic x application/x-www-form-urlencoded", seen.get());
    }

    @Test
    void longAnswer_isRefused() {
        answer("/x", 200, "X", "x", BODY);
        FetchException failure = failure(http.send(HttpRequest.newBuilder(uri("/x")), BODY.length - 1));
        assertEquals(FetchException.Kind.TOO_LONG, failure.kind());
        assertEquals("its response is larger than 6 bytes", failure.getMessage());
    }

    @Test
    void bodyThatDoesNotEnd_meetsTheDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/x", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            BoundedHttp hasty = new BoundedHttp(threads, LONG, Duration.ofMillis(300));
            FetchException failure = failure(hasty.get(uri("/x")));
            assertEquals(FetchException.Kind.TIMEOUT, failure.kind());
            assertEquals("GET " + uri("/x") + ": it did not answer in time", failure.getMessage());
            assertEquals(0, failure.status());
        } finally {
            over.countDown();
        }
    }

    @Test
    void closedPort_isUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI closed = URI.create("http://127.0.0.1:" + port + "/keys?secret=1");
        String refused = " http://127.0.0.1:" + port + "/keys: connection refused";
        FetchException failure = failure(http.get(closed));
        assertEquals(FetchException.Kind.UNAVAILABLE, failure.kind());
        assertTrue(failure.getMessage().startsWith("GET" + refused), failure.getMessage());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        for (FetchException posted : List.of(
                failure(http.post(closed, "a=b", null, 100)), failure(http.submit(closed, "a=b", Map.of(), 100)))) {
            assertTrue(posted.getMessage().startsWith("POST" + refused), posted.getMessage());
        }
    }

    @Test
    void failedHandshake_asksForTheCertificate() {
        FetchException failure = FetchException.of(new CompletionException(new SSLHandshakeException("secret")));
        assertEquals(FetchException.Kind.UNAVAILABLE, failure.kind());
        assertEquals(
                "the TLS handshake failed (SSLHandshakeException); check that its certificate is trusted",
                failure.getMessage());
    }

    @Test
    void closedThreads_areAFailureOfThisSide() {
        threads.close();
        assertEquals(FetchException.Kind.CLOSED, failure(http.get(uri("/x"))).kind());
    }

    @Test
    void defect_showsItsTypeAlone() {
        FetchException failure = FetchException.of(new CompletionException(new IllegalStateException("secret")));
        assertEquals("IllegalStateException", failure.getMessage());
    }
}
