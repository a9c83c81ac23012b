package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private HttpRig rig;

    @BeforeAll
    void start() {
        rig = HttpRig.start(host(), AccessTest::serve);
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    private static Gatehouse.Builder host() {
        AccessPolicy policy =
                AccessPolicy.builder().open("/open/*").optional("/optional/*").build();
        return TestHost.of(TestHost.bearer(), TestHost.session()).policy(policy);
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getServletPath();
        if (path.endsWith("/any")) {
            TestServlet.print(response, Access.require(request).getName());
        } else if (path.endsWith("/write")) {
            response.addHeader("X-Half", "done");
            response.setStatus(201);
            TestServlet.print(response, "half an answer");
            Caller caller = Access.require(request, "ADMIN", "WRITE");
            TestServlet.print(response, caller.getName());
        } else if (path.endsWith("/wrapped")) {
            try {
                Access.require(request, "WRITE");
            } catch (AccessRefusedException refused) {
                throw new ServletException(new IllegalStateException(refused));
            }
        } else if (path.endsWith("/committed")) {
            TestServlet.print(response, "the beginning");
            response.flushBuffer();
            Access.require(request, "WRITE");
        } else if (path.endsWith("/own")) {
            try {
                Access.require(request, "WRITE");
            } catch (AccessRefusedException refused) {
                TestServlet.print(
                        response,
                        "own " + refused.status() + " " + refused.reason().code());
            }
        } else if (path.endsWith("/refused")) {
            throw Access.refuse(request);
        } else if (path.endsWith("/answered")) {
            TestServlet.print(response, "half an answer");
            Access.answer(request, response, Access.refuse(request));
        } else if (path.endsWith("/failure")) {
            throw new ServletException(new IllegalStateException("something else"));
        }
    }

    @Test
    void callerIsThere_requireReturnsIt() throws IOException {
        assertEquals("rita@token\n", rig.get("/any", bearer(Tokens.READER)).body());
        assertEquals(
                "rita@token\n", rig.get("/optional/any", bearer(Tokens.READER)).body());
        Answer any = rig.get("/write", bearer(Tokens.WRITER));
        assertEquals(201, any.status());
        assertEquals("half an answer\nwalt@token\n", any.body());
        forget(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/optional/any", "/open/any", "/optional/write", "/open/write"})
    void noCaller_401(String path) throws IOException {
        Answer answer = rig.get(path).assertProblem(401);
        assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.all("WWW-Authenticate"));
        forget(1);
        assertEquals("access.nobody", rig.reason());
    }

    @Test
    void credentialOnAnOpenPath_isNotLookedAt() throws IOException {
        rig.get("/open/any", bearer(Tokens.READER)).assertProblem(401);
        forget(2);
    }

    @Test
    void permissionMissing_403AndNothingOfTheHalfAnswer() throws IOException {
        Answer answer = rig.get("/write", bearer(Tokens.READER)).assertProblem(403);
        assertEquals("", answer.header("X-Half"));
        assertFalse(answer.body().contains("half"));
        assertEquals(
                List.of("Bearer realm=\"gatehouse\", error=\"insufficient_scope\", error_description=\"ADMIN, WRITE\""),
                answer.all("WWW-Authenticate"));
        forget(1);
        Decision decision = rig.decision();
        assertEquals("permission.missing", decision.reason().code());
        assertEquals("rita", decision.knownCaller().orElseThrow().subject());
        assertTrue(answer.body().contains("\"instance\":\"" + decision.requestId() + "\""), answer.body());
    }

    @Test
    void sessionWithoutThePermission_403WithoutAChallenge() throws IOException {
        Answer answer = rig.get("/write", "Cookie: SID=" + Tokens.READER).assertProblem(403);
        assertEquals(List.of(), answer.all("WWW-Authenticate"));
        forget(2);
    }

    @Test
    void refusalWrappedByAFramework_isFound() throws IOException {
        rig.get("/wrapped", bearer(Tokens.READER)).assertProblem(403);
        forget(2);
    }

    @Test
    void additionsOfTheWinner_surviveTheRefusal() throws IOException {
        Answer answer = rig.get("/write", bearer(Tokens.RENEWED)).assertProblem(403);
        assertEquals("renewed=yes; Path=/; HttpOnly; SameSite=Lax", answer.header("Set-Cookie"));
        forget(2);
    }

    @Test
    void applicationCatchesIt_answersInItsOwnForm() throws IOException {
        assertEquals(
                "own 403 permission.missing\n",
                rig.get("/own", bearer(Tokens.READER)).body());
        assertEquals("own 401 access.nobody\n", rig.get("/optional/own").body());
        forget(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/refused", "/answered"})
    void applicationRefuses_403WithoutAChallengeAndOneDecision(String path) throws IOException {
        Answer answer = rig.get(path, bearer(Tokens.READER)).assertProblem(403);
        assertEquals(List.of(), answer.all("WWW-Authenticate"));
        assertFalse(answer.body().contains("half"), answer.body());
        forget(1);
        Decision decision = rig.decision();
        assertEquals("access.refused", decision.reason().code());
        assertTrue(answer.body().contains("\"instance\":\"" + decision.requestId() + "\""), answer.body());
        assertEquals(0, rig.decisions.waiting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/refused", "/optional/answered"})
    void applicationRefusesWithoutACaller_401(String path) throws IOException {
        Answer answer = rig.get(path).assertProblem(401);
        assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.all("WWW-Authenticate"));
        forget(1);
        assertEquals("access.nobody", rig.reason());
    }

    @Test
    void otherFailures_areLeftToTheContainer() throws IOException {
        assertEquals(500, rig.get("/failure", bearer(Tokens.READER)).status());
        forget(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void responseIsCommitted_clientDoesNotTakeItForComplete(Server server) throws IOException {
        assertThrows(EOFException.class, () -> committed(server));
    }

    @Test
    void responseIsCommittedOnUndertow_nothingMoreIsSent() throws IOException {
        // Undertow ends such a response as if it were complete; no filter can prevent that.
        Answer answer = committed(Server.UNDERTOW);
        assertEquals("the beginning\n", answer.body());
    }

    private static Answer committed(Server server) throws IOException {
        try (Gatehouse gatehouse = host().start();
                Container container = server.start(new Application()
                        .filter(gatehouse.filter())
                        .servlet("/", new TestServlet(AccessTest::serve)))) {
            return RawHttp.get(container.port(), "/committed", bearer(Tokens.READER));
        }
    }

    @Test
    void filterHasNotSeenTheRequest_isAProgrammingError() throws IOException {
        TestServlet servlet = new TestServlet((request, response) -> {
            assertTrue(Access.caller(request).isEmpty());
            assertThrows(IllegalStateException.class, () -> Access.require(request));
            assertThrows(IllegalStateException.class, () -> Access.require(request, "WRITE"));
            assertThrows(IllegalArgumentException.class, () -> Access.require(request, new String[0]));
            TestServlet.print(response, "checked");
        });
        try (Container container = Server.JETTY.start(new Application().servlet("/", servlet))) {
            assertEquals("checked\n", RawHttp.get(container.port(), "/x").body());
        }
    }

    private void forget(int decisions) {
        for (int i = 0; i < decisions; i++) {
            rig.decision();
        }
    }
}
