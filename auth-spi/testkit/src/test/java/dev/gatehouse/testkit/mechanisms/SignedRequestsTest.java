package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mechanisms that verify signatures, behind the real host over real HTTP. */
class SignedRequestsTest {

    private static final String BODY = "{\"id\": \"1001\"}";
    private static final String QUERY = "a=1&b=2";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SigningClients clients = new SigningClients();

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void signedRequest_isAdmittedOnceAndItsBodyIsReadAgain(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, QUERY, BODY, Duration.ZERO);
            HttpResponse<String> good = send(door, QUERY, BODY, headers);
            assertEquals(200, good.statusCode());
            assertTrue(good.body().startsWith(mechanism + " ") && good.body().endsWith(" " + BODY), good.body());
            assertEquals(401, send(door, QUERY, BODY, headers).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void alteredBody_is401(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, QUERY, BODY, Duration.ZERO);
            assertEquals(401, send(door, QUERY, BODY + " ", headers).statusCode());
            assertEquals(401, send(door, QUERY, "", headers).statusCode());
            assertEquals(200, send(door, QUERY, BODY, headers).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "message-signature"})
    void alteredQuery_is401(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, QUERY, BODY, Duration.ZERO);
            assertEquals(401, send(door, "a=1&b=3", BODY, headers).statusCode());
            assertEquals(401, send(door, "", BODY, headers).statusCode());
            assertEquals(200, send(door, QUERY, BODY, headers).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void emptyBodyAndQuery_areSignedToo(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, "", "", Duration.ZERO);
            assertEquals(401, send(door, "", BODY, headers).statusCode());
            assertEquals(200, send(door, "", "", headers).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void headersThatAreMissing_areABadCredentialOrNone(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, QUERY, BODY, Duration.ZERO);
            assertEquals(401, send(door, QUERY, BODY, Map.of()).statusCode());
            for (String name : headers.keySet()) {
                // AWS names the digest as signed, so that its absence is noticed.
                Map<String, String> others = new HashMap<>(headers);
                others.remove(name);
                assertEquals(401, send(door, QUERY, BODY, others).statusCode(), name);
                if (others.containsKey("Signature") || others.containsKey("Signature-Input")) {
                    assertEquals(401, optional(door, others).statusCode(), "without " + name + " it is not anonymous");
                }
            }
            assertEquals(200, optional(door, Map.of()).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void repeatedHeader_isRefused(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Map<String, String> headers = sign(door, mechanism, QUERY, BODY, Duration.ZERO);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                HttpRequest.Builder request = request(door, "/tasks", QUERY, BODY, headers);
                HttpResponse<String> twice = http.send(
                        request.header(header.getKey(), header.getValue()).build(), BodyHandlers.ofString());
                assertTrue(twice.statusCode() == 400 || twice.statusCode() == 401, header.getKey());
            }
            assertEquals(200, send(door, QUERY, BODY, headers).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "aws", "message-signature"})
    void staleSignature_is401(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            Duration tolerance = mechanism.equals("message-signature")
                    ? MessageSignatureMechanism.TOLERANCE
                    : AwsMechanism.TOLERANCE;
            for (Duration off : new Duration[] {tolerance, tolerance.negated()}) {
                Duration more = off.isNegative() ? off.minusSeconds(1) : off.plusSeconds(1);
                assertEquals(401, send(door, mechanism, more).statusCode());
                assertEquals(200, send(door, mechanism, off).statusCode());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "aws", "message-signature"})
    void bodyThatIsTooLarge_is413(String mechanism) throws Exception {
        try (Door door = open(mechanism)) {
            String largest = "x".repeat(64 * 1024);
            Map<String, String> good = sign(door, mechanism, QUERY, largest, Duration.ZERO);
            assertEquals(200, send(door, QUERY, largest, good).statusCode());
            Map<String, String> more = sign(door, mechanism, QUERY, largest + "x", Duration.ZERO);
            // The server refuses it before the body is sent, and closes the connection.
            HttpRequest tooLarge = request(door, "/tasks", QUERY, largest + "x", more)
                    .expectContinue(true)
                    .build();
            assertEquals(413, http.send(tooLarge, BodyHandlers.ofString()).statusCode());
        }
    }

    private Door open(String mechanism) {
        return Door.open(mechanism, clients.settings(mechanism));
    }

    private Map<String, String> sign(Door door, String mechanism, String query, String body, Duration off) {
        return clients.sign(mechanism, "POST", url(door, "/tasks"), query, body, Door.NOW.plus(off));
    }

    private HttpResponse<String> send(Door door, String mechanism, Duration off)
            throws IOException, InterruptedException {
        return send(door, QUERY, BODY, sign(door, mechanism, QUERY, BODY, off));
    }

    private HttpResponse<String> send(Door door, String query, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return http.send(request(door, "/tasks", query, body, headers).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> optional(Door door, Map<String, String> headers)
            throws IOException, InterruptedException {
        return http.send(request(door, "/optional", QUERY, BODY, headers).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(
            Door door, String path, String query, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url(door, path) + (query.isEmpty() ? "" : "?" + query)))
                // A server that refuses before the body closes the connection, and a client that still sends would
                // fail.
                .expectContinue(!body.isEmpty())
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request;
    }

    private static String url(Door door, String path) {
        return "http://127.0.0.1:" + door.port() + path;
    }
}
