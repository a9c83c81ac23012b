package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.BodyPlaces;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Decision;
import jakarta.servlet.Filter;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mechanism that verifies a digest of the body, on three containers, with bodies that arrive in every way. */
@Timeout(60)
class CredentialBodiesTest {

    private static final String BODY = "a=1&b=%C3%BC&a=2";

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void body_isVerifiedAndReadAgainInEveryWay(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            for (SignedRig.Arrival arrival : SignedRig.Arrival.values()) {
                assertEquals("rita 16 a=1&b=%C3%BC&a=2", rig.post("/stream", BODY, arrival), arrival.name());
                assertEquals("rita a=1&b=%C3%BC&a=2", rig.post("/reader", BODY, arrival), arrival.name());
                assertEquals("rita a=1&b=%C3%BC&a=2", rig.post("/async", BODY, arrival), arrival.name());
                assertEquals("rita a=[0, 1, 2] b=[\u00fc]", rig.post("/form?a=0", BODY, arrival), arrival.name());
                assertEquals(
                        "rita a=[9, 0, 1, 2] b=[\u00fc] c=[3]",
                        rig.post("/forward?a=0", BODY, arrival),
                        arrival.name());
                assertEquals("rita refused", rig.post("/parts", BODY, arrival), arrival.name());
                assertEquals("rita 0 ", rig.post("/stream", "", arrival), arrival.name());
                assertEquals("rita 3 abc", rig.post("/%73tream?%20", "abc", arrival), arrival.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void requestThatWaitedForItsBody_isDispatchedAgain(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            assertEquals("rita ASYNC", rig.post("/dispatch", BODY, SignedRig.Arrival.IN_CHUNKS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void bodyOtherThanTheSignedOne_is401(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            for (SignedRig.Arrival arrival : SignedRig.Arrival.values()) {
                rig.send("/stream", BODY + "x", SignedRig.digest(BODY), arrival).assertProblem(401);
                assertEquals("fake.rejected", rig.decision().reason().code());
            }
            assertEquals(0, rig.entered());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void largestBody_passesAndOneByteMoreIs413(Server server) throws Exception {
        String largest = "x".repeat(SignedRig.LIMIT);
        try (SignedRig rig = SignedRig.start(server)) {
            for (SignedRig.Arrival arrival : SignedRig.Arrival.values()) {
                assertEquals("rita " + SignedRig.LIMIT + " " + largest, rig.post("/stream", largest, arrival));
                assertEquals(0, rig.decision().status());
                rig.send("/stream", largest + "x", SignedRig.digest(largest + "x"), arrival)
                        .assertProblem(413);
                Decision refused = rig.decision();
                assertEquals("request.too-large", refused.reason().code());
                assertEquals("signed", refused.mechanism());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void requestWithoutABody_hasAnEmptyOne(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            Answer answer = RawHttp.get(rig.port(), "/stream", "X-Digest: " + SignedRig.digest(""));
            assertEquals("rita 0 \n", answer.body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void bodyOfARequestWithAnotherCredential_isLeftToTheApplication(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            String body = "x".repeat(3 * SignedRig.LIMIT);
            Answer answer = RawHttp.post(rig.port(), "/stream", body, Tokens.bearer(Tokens.READER));
            assertEquals("rita " + body.length() + " " + body + "\n", answer.body());
            RawHttp.post(rig.port(), "/stream", body).assertProblem(401);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentBody_is408AtTheDeadline(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server, Map.of("auth.endpoint-body-timeout", "300ms"));
                RawHttp connection = new RawHttp(rig.port())) {
            connection.send(
                    "POST", "/stream", "", "X-Digest: " + SignedRig.digest(BODY), "Content-Length: " + BODY.length());
            connection.write(BODY.substring(0, 5));
            connection.read("POST").assertProblem(408);
            assertEquals("request.body-too-slow", rig.decision().reason().code());
            if (server != Server.UNDERTOW) { // which keeps the connection for the body, without a thread
                assertThrows(EOFException.class, () -> connection.read("POST"));
            }
            assertEquals(0, rig.entered());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentBodies_delayNeitherOthersNorSignedOnes(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server, Map.of("auth.trusted-proxies", "127.0.0.0/8"))) {
            for (int i = 0; i < 250; i++) {
                rig.open("/stream", BODY, "X-Forwarded-For: 10.0.0." + i % 3);
            }
            assertEquals("rita 16 " + BODY, rig.post("/stream", BODY, SignedRig.Arrival.AFTER_THE_HEAD));
            assertEquals(
                    200,
                    RawHttp.get(rig.port(), "/stream", Tokens.bearer(Tokens.READER))
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void bodyThatEndsEarly_isRefused(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server, Map.of("auth.endpoint-body-timeout", "2s"));
                RawHttp connection = new RawHttp(rig.port())) {
            connection.send("POST", "/stream", "", "X-Digest: " + SignedRig.digest("a=1"), "Content-Length: 10");
            connection.write("a=1");
            connection.shutdownOutput();
            String reason = rig.decision().reason().code();
            assertTrue(
                    List.of("request.body-incomplete", "request.body-too-slow").contains(reason), reason);
            assertEquals(0, rig.entered());
        }
    }

    /** A dispatch would pass by such a filter, and a client could bring that about by sending slowly. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void filterForRequestsAlone_runsHoweverTheBodyArrives(Server server) throws Exception {
        try (SignedRig rig = SignedRig.withFilterOfTheApplication(server)) {
            int requests = 0;
            for (SignedRig.Arrival arrival : SignedRig.Arrival.values()) {
                assertEquals("rita 16 " + BODY, rig.post("/stream", BODY, arrival));
                assertEquals(++requests, rig.filtered(), arrival.name());
                rig.send("/stream", BODY + "x", SignedRig.digest(BODY), arrival).assertProblem(401);
                assertEquals(requests, rig.filtered(), arrival.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void admittedRequest_isCountedOnce(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            int requests = 0;
            for (SignedRig.Arrival arrival : SignedRig.Arrival.values()) {
                assertEquals("rita 16 " + BODY, rig.post("/stream", BODY, arrival));
                assertEquals(++requests, rig.count(Decision.Outcome.ADMITTED));
            }
            assertEquals(requests, rig.entered());
        }
    }

    /** The application may have read the body before it forwards. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void forwardFromAnOpenPath_is500(Server server) throws Exception {
        try (SignedRig rig = SignedRig.start(server)) {
            rig.send("/open", BODY, SignedRig.digest(BODY), SignedRig.Arrival.WITH_THE_HEAD)
                    .assertProblem(500);
            assertEquals("access.open", rig.decision().reason().code());
            assertEquals("credential.body-unavailable", rig.decision().reason().code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "throws"})
    void completionThatFails_is500(String how) throws Exception {
        FakeMechanism broken = FakeMechanism.header("signed", "X-Digest").requiringBody(10, (credential, body) -> {
            if (how.equals("throws")) {
                throw new IllegalStateException("a defect");
            }
            return null;
        });
        try (HttpRig rig = HttpRig.start(TestHost.of(broken))) {
            rig.post("/x", "a", "X-Digest: a").assertProblem(500);
            assertEquals("mechanism.broken", rig.reason());
            assertEquals(0, rig.application.entered());
        }
    }

    @Test
    void mechanismsThatClaimTheSameCredential_shareTheBodyUpToTheSmallestBound() throws Exception {
        FakeMechanism first = FakeMechanism.header("first", "X-Digest")
                .requiringBody(20, (credential, body) -> new FakeCredential("first " + body.remaining()))
                .answering(credential -> credential.value().equals("first 3")
                        ? AuthenticationResult.notMine()
                        : Tokens.of("first").authenticate(credential));
        FakeMechanism second = FakeMechanism.header("second", "X-Digest")
                .requiringBody(
                        10,
                        (credential, body) -> new FakeCredential(
                                body.isReadOnly() && body.remaining() == 3 ? Tokens.READER : "spent"));
        FakeMechanism third = FakeMechanism.header("third", "X-Digest");
        try (HttpRig rig = HttpRig.start(TestHost.of(first, second, third))) {
            assertEquals(200, rig.post("/x", "abc", "X-Digest: a").status());
            assertEquals("second", rig.decision().mechanism());
            rig.post("/x", "x".repeat(11), "X-Digest: a").assertProblem(413);
            assertEquals("first", rig.decision().mechanism());
        }
    }

    @Test
    void places_fitIntoTheMemory() {
        assertEquals(new BodyPlaces.Limits(32, 1024), CredentialBodies.places(1));
        assertEquals(new BodyPlaces.Limits(32, 1024), CredentialBodies.places(256 * 1024));
        assertEquals(new BodyPlaces.Limits(32, 256), CredentialBodies.places(1024 * 1024));
        assertEquals(new BodyPlaces.Limits(8, 64), CredentialBodies.places(4 * 1024 * 1024));
        assertEquals(new BodyPlaces.Limits(4, 32), CredentialBodies.places(32 * 1024 * 1024));
    }

    /** A chunked body promises no length, so the host cannot see from its length that a part of it is missing. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void formThatAFilterInFrontHasRead_isRefused(Server server) throws Exception {
        Filter reading = (request, response, chain) -> {
            String unused = request.getParameter("a");
            chain.doFilter(request, response);
        };
        try (SignedRig rig = SignedRig.behind(server, reading)) {
            for (String target : List.of("/form", "/form?", "/form?a=0", "/form?a=1", "/form?%zz", "/forward?a=0")) {
                for (String length : List.of("Transfer-Encoding: chunked", "Content-Length: " + BODY.length())) {
                    boolean chunked = length.startsWith("T");
                    try (RawHttp connection = new RawHttp(rig.port())) {
                        connection.send(
                                "POST",
                                target,
                                "",
                                "X-Digest: " + SignedRig.digest(""),
                                "Content-Type: application/x-www-form-urlencoded",
                                length);
                        connection.write(chunked ? "10\r\n" + BODY + "\r\n0\r\n\r\n" : BODY);
                        Answer answer = connection.read("POST");
                        assertTrue(answer.status() >= 400, target + ", " + length + ": " + answer);
                    }
                }
            }
            assertEquals(0, rig.entered());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void emptyBodyInChunks_isNoBodyThatWasRead(Server server) throws Exception {
        Filter reading = (request, response, chain) -> {
            if (request.getContentType().endsWith("urlencoded")) {
                String unused = request.getParameter("a");
            }
            chain.doFilter(request, response);
        };
        try (SignedRig rig = SignedRig.behind(server, reading)) {
            String form = "application/x-www-form-urlencoded";
            for (String target : List.of("/form?a=0", "/form?a=0&a=0&b=%C3%BC", "/form?a=1+2&a=%31&b")) {
                assertEquals(200, emptyInChunks(rig, target, form), target);
            }
            // A query of any kind does no harm to what is no form.
            assertEquals(200, emptyInChunks(rig, "/stream?a=%FC", "application/json"));
        }
    }

    private static int emptyInChunks(SignedRig rig, String target, String type) throws Exception {
        try (RawHttp connection = new RawHttp(rig.port())) {
            connection.send(
                    "POST",
                    target,
                    "",
                    "X-Digest: " + SignedRig.digest(""),
                    "Content-Type: " + type,
                    "Transfer-Encoding: chunked");
            connection.write("0\r\n\r\n");
            return connection.read("POST").status();
        }
    }
}
