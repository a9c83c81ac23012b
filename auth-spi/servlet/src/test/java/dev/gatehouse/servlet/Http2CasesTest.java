package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.Http2;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What differs in HTTP/2 (RFC 9113): the host stands in {@code :authority}, cookies come in crumbs, and a WebSocket
 * begins with CONNECT (RFC 8441).
 */
class Http2CasesTest {

    private static final Map<String, String> NAMES = Map.of("auth.hosts", "localhost, 127.0.0.1");
    private static final String READER = Tokens.bearer(Tokens.READER);

    /** Sends requests to a host with a session cookie and a bearer mechanism. */
    private interface Requests {

        void send(Http2 client, TestServlet application);
    }

    private static void run(Server server, Map<String, String> settings, Requests requests) {
        AccessPolicy policy = AccessPolicy.builder().open("/open/*").build();
        TestServlet application = TestServlet.whoAmI();
        Gatehouse.Builder builder =
                TestHost.of(settings, TestHost.bearer(), TestHost.session()).policy(policy);
        try (Gatehouse gatehouse = builder.start();
                Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", application))) {
            requests.send(new Http2(container.port()), application);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void authority_isTheHost(Server server) {
        run(server, NAMES, (client, application) -> {
            for (String name : List.of("localhost", "LOCALHOST:8080", "127.0.0.1", "localhost:1")) {
                assertEquals(200, client.request("GET", name, "/x", READER).status(), name);
            }
            for (String name : List.of("evil.example", "localhost.evil.example", "127.0.0.2", "evil.example:8080")) {
                client.request("GET", name, "/x", READER).assertProblem(421);
                client.request("GET", name, "/open/x").assertProblem(421);
                client.request("POST", name, "/open/x").assertProblem(421);
            }
            assertEquals(4, application.entered());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void authorityAndHostThatDiffer_areRefused(Server server) {
        run(server, NAMES, (client, application) -> {
            List<Answer> answers = List.of(
                    client.request("GET", "localhost", "/x", READER, "host: evil.example"),
                    client.request("GET", "evil.example", "/x", READER, "host: localhost"),
                    client.request("GET", "localhost", "/x", READER, "host: localhost", "host: evil.example"));
            for (Answer answer : answers) {
                assertTrue(answer.status() == 0 || answer.status() >= 400, answer.toString());
            }
            assertEquals(0, application.entered());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void requestWithoutAuthorityForAnotherHost_isRefused(Server server) {
        run(server, NAMES, (client, application) -> {
            Answer foreign = client.request("GET", null, "/x", READER, "host: evil.example");
            assertTrue(foreign.status() == 0 || foreign.status() >= 400, foreign.toString());
            assertEquals(0, application.entered());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void cookieInCrumbs_isOneCookie(Server server) {
        run(server, Map.of(), (client, application) -> {
            String session = "cookie: SID=" + Tokens.READER;
            String own = "sec-fetch-site: same-origin";
            assertEquals(
                    200,
                    client.request("GET", "localhost", "/x", "cookie: theme=dark", session, "cookie: lang=en")
                            .status());
            assertEquals(
                    200,
                    client.request("POST", "localhost", "/x", own, "cookie: a=b", session)
                            .status());
            assertEquals(
                    401,
                    client.request("GET", "localhost", "/x", "cookie: SID=" + Tokens.BAD)
                            .status());
            client.request("POST", "localhost", "/x", session, "sec-fetch-site: cross-site")
                    .assertProblem(403);
            client.request("POST", "localhost", "/x", session, "origin: https://evil.example")
                    .assertProblem(403);
            assertEquals(
                    200,
                    client.request("POST", "localhost", "/x", session, "origin: http://localhost")
                            .status());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void pathsThatAreRefusedInHttp1_areRefused(Server server) {
        run(server, Map.of(), (client, application) -> {
            for (String path : List.of("/open/../x", "/open/%2e%2e/x", "//x", "/open//x", "/x;a=b", "/x%2f", "/x%5c")) {
                Answer answer = client.request("GET", "localhost", path, READER);
                assertTrue(answer.status() == 0 || answer.status() == 400, path + " " + answer);
            }
            assertEquals(0, application.entered());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void secondAuthorizationHeader_isRefused(Server server) {
        run(server, Map.of(), (client, application) -> {
            client.request("GET", "localhost", "/x", READER, READER).assertProblem(400);
            assertEquals(0, application.entered());
        });
    }
}
