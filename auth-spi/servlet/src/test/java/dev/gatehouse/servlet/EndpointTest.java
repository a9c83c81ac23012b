package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.EndpointBody;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private HttpRig rig;

    @BeforeAll
    void start() {
        FakeMechanism session = TestHost.session()
                .endpoint("POST", "/login", EndpointTest::echo)
                .endpoint("GET", "/login", EndpointTest::echo)
                .endpoint("POST", "/away", request -> Reply.seeOther(URI.create("/home")))
                .endpoint("POST", "/later", request -> Reply.status(429).retryAfter(Duration.ofMillis(1)));
        rig = HttpRig.start(TestHost.of(TestHost.bearer(), FakeMechanism.header("key", "X-API-Key"), session));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    private static Reply echo(EndpointRequest request) {
        String text = "q=" + request.queryParameters("a") + " f=" + request.formParameters("a") + " type="
                + request.contentType().orElse("-") + " length=" + request.body().length + " sid="
                + request.cookies("SID").size() + " other=" + request.cookies("OTHER") + " auth="
                + request.headers("Authorization") + " key=" + request.headers("X-API-Key") + " cookie="
                + request.headers("Cookie") + " plain=" + request.headers("X-Plain") + " path=" + request.path()
                + " client=" + request.clientAddress();
        return Reply.html(200, text);
    }

    @Test
    void endpoint_seesItsOwnCookieAndNoOtherCredential() throws IOException {
        Answer answer = rig.post(
                "/login",
                "x",
                Tokens.bearer(Tokens.BAD),
                "X-API-Key: " + Tokens.BAD,
                "X-Plain: 1",
                "X-Plain: 2",
                "Cookie: SID=" + Tokens.BAD + "; OTHER=" + Tokens.BAD);
        assertEquals(
                "q=[] f=[] type=- length=1 sid=1 other=[] auth=[] key=[] cookie=[] plain=[1, 2] path=/login "
                        + "client=127.0.0.1",
                answer.body());
        assertEquals(0, rig.application.entered());
    }

    @Test
    void queryAndForm_areKeptApart() throws IOException {
        String body = rig.post("/login?a=1&a=%C3%BC", "a=2&a=%20+", FORM).body();
        assertTrue(body.startsWith("q=[1, \u00fc] f=[2,   ] type=application/x-www-form-urlencoded"), body);
        String json = rig.post("/login", "a=2", "Content-Type: Application/JSON; charset=utf-8")
                .body();
        assertTrue(json.startsWith("q=[] f=[] type=application/json length=3"), json);
    }

    @ParameterizedTest
    @CsvSource({
        "'', \u00fc, %C3%BC",
        "; charset=utf-8, \u00fc, %C3%BC",
        "; charset=\"UTF-8\", \u00fc, %C3%BC",
        ";charset=iso-8859-1, \u00fc, %FC",
        "; x=y; charset=ISO-8859-1; z=1, \u00fc, %FC",
    })
    void charsetOfAForm_isHonoured(String parameter, String value, String encoded) throws IOException {
        String body = rig.post("/login", "a=" + encoded, FORM + parameter).body();
        assertTrue(body.startsWith("q=[] f=[" + value + "]"), body);
    }

    @Test
    void unknownCharset_is415() throws IOException {
        rig.post("/login", "a=1", FORM + "; charset=utf-16").assertProblem(415);
        rig.post("/login", "a=1", FORM + "; charset=").assertProblem(415);
        rig.post("/login", "a=1", FORM + "; charset=a").assertProblem(415);
        rig.post("/login", "a=1", FORM + "; charset=\"no such\"").assertProblem(415);
        assertEquals(
                200,
                rig.post("/login", "{}", "Content-Type: application/json; charset=nope")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "a=%ff", "a=%c3%28"})
    void malformedParameters_are400(String text) throws IOException {
        rig.post("/login", text, FORM).assertProblem(400);
        rig.post("/login?" + (text.equals("a=%") ? "a=%ff" : text), "x").assertProblem(400);
    }

    @Test
    void chunksThatAreNone_are400() throws IOException {
        try (RawHttp connection = new RawHttp(rig.port())) {
            connection.send("POST", "/login", "", "Transfer-Encoding: chunked");
            connection.write("2\r\na=\r\nnope\r\n");
            connection.read("POST").assertProblem(400);
        }
    }

    @Test
    void bodyBeyond64KiB_is413() throws IOException {
        String most = "x".repeat(64 * 1024);
        assertTrue(rig.post("/login", most).body().contains("length=65536 "));
        rig.post("/login", most + "x").assertProblem(413);
        try (RawHttp connection = new RawHttp(rig.port())) {
            String chunk = "10000" + "\r\n" + most + "\r\n";
            connection.send("POST", "/login", "", "Transfer-Encoding: chunked");
            connection.write(chunk + "1\r\nx\r\n0\r\n\r\n");
            connection.read("POST").assertProblem(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "post"})
    void otherMethod_is405WithWhatIsAllowed(String method) throws IOException {
        Answer answer = rig.request(method, "/login");
        assertEquals(405, answer.status());
        assertEquals("GET, POST", answer.header("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login/", "/Login", "/login/x", "/loginx", "/x/login"})
    void otherPath_isNotTheEndpoint(String path) throws IOException {
        rig.post(path, "x").assertProblem(401);
    }

    @Test
    void escapedSpelling_isTheSameEndpoint() throws IOException {
        assertTrue(rig.get("/l%6Fgin").body().contains("path=/login "));
    }

    @Test
    void hostileSpelling_isRefusedFirst() throws IOException {
        rig.post("/login;x=1", "x").assertProblem(400);
        rig.post("/login", "x", Tokens.bearer("a"), Tokens.bearer("a")).assertProblem(400);
    }

    @Test
    void reply_isWrittenWithItsHeaders() throws IOException {
        Answer away = rig.post("/away", "x");
        assertEquals(303, away.status());
        assertEquals("/home", away.header("Location"));
        Answer later = rig.post("/later", "x");
        assertEquals(429, later.status());
        assertEquals("1", later.header("Retry-After"));
        assertEquals("no-store", later.header("Cache-Control"));
    }

    @Test
    void endpointThatAnswers401_carriesAChallengeOfItsMechanism() throws IOException {
        FakeMechanism token = TestHost.bearer().endpoint("POST", "/token", request -> Reply.json(401, "{}"));
        FakeMechanism session = TestHost.session().endpoint("POST", "/login", request -> Reply.status(401));
        try (HttpRig host = HttpRig.start(TestHost.of(token, session))) {
            assertEquals(
                    List.of("Bearer realm=\"gatehouse\""),
                    host.post("/token", "x").all("WWW-Authenticate"));
            assertEquals(
                    List.of("Session realm=\"gatehouse\""),
                    host.post("/login", "x").all("WWW-Authenticate"));
        }
    }

    @Test
    void endpointInAContext_hasAPathBelowIt() throws IOException {
        FakeMechanism session = TestHost.session()
                .endpoint("POST", "/login", EndpointTest::echo)
                .endpoint("POST", "/away", request -> Reply.seeOther(URI.create("/home")))
                .endpoint("POST", "/abroad", request -> Reply.seeOther(URI.create("https://login.example/start")));
        try (Gatehouse gatehouse = TestHost.of(session).start();
                Container container = Server.JETTY.start(new Application()
                        .contextPath("/app")
                        .filter(gatehouse.filter())
                        .servlet("/", TestServlet.whoAmI()))) {
            assertTrue(RawHttp.post(container.port(), "/app/login", "x").body().contains("path=/login "));
            assertEquals(404, RawHttp.post(container.port(), "/login", "x").status());
            assertEquals(
                    "/app/home",
                    RawHttp.post(container.port(), "/app/away", "x").header("Location"));
            assertEquals(
                    "https://login.example/start",
                    RawHttp.post(container.port(), "/app/abroad", "x").header("Location"));
        }
    }

    @Test
    void bodyToString_hidesIt() {
        EndpointBody body =
                new EndpointBody("text/plain", Tokens.BAD.getBytes(StandardCharsets.UTF_8), Map.of(), Map.of());
        assertEquals("EndpointBody[contentType=text/plain]", body.toString());
    }
}
