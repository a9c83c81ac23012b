package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 10: requests under a name of another site, which DNS rebinding points at this machine. */
class HostNamesCasesTest {

    private static final Map<String, String> DEMONSTRATION =
            Map.of("auth.hosts", "localhost, 127.0.0.1, [::1]", "auth.probe-paths", "/health, /ready");
    private static final String READER = Tokens.bearer(Tokens.READER);

    private static Gatehouse.Builder host(Map<String, String> settings) {
        AccessPolicy policy = AccessPolicy.builder()
                .open("/health")
                .open("/ready")
                .open("/open/*")
                .build();
        return TestHost.of(settings, TestHost.bearer()).policy(policy);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void namesThatAreNotOurs_get421OnEveryContainer(Server server) throws IOException {
        TestServlet application = TestServlet.whoAmI();
        try (Gatehouse gatehouse = host(DEMONSTRATION).start();
                Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", application))) {
            int port = container.port();
            for (String name : List.of(
                    "evil.example",
                    "evil.example:" + port,
                    "localhost.evil.example",
                    "evil-localhost",
                    "127.0.0.1.evil.example",
                    "127.0.0.2",
                    "[::2]",
                    "localhost.localdomain",
                    "0.0.0.0",
                    "2130706433")) {
                RawHttp.get(port, "/x", "Host: " + name, READER).assertProblem(421);
                RawHttp.get(port, "/open/x", "Host: " + name).assertProblem(421);
                RawHttp.request(port, "POST", "/open/x", "Host: " + name, "Content-Length: 0")
                        .assertProblem(421);
            }
            assertEquals(0, application.entered());
            for (String name : List.of(
                    "localhost",
                    "LOCALHOST:" + port,
                    "localhost.",
                    "localhost.:80",
                    "127.0.0.1:" + port,
                    "[::1]:" + port,
                    "[0:0:0:0:0:0:0:1]")) {
                assertEquals(
                        200, RawHttp.get(port, "/x", "Host: " + name, READER).status(), name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void absoluteTarget_cannotNameAnotherHostThanTheHeader(Server server) throws IOException {
        TestServlet application = new TestServlet((request, response) ->
                TestServlet.print(response, request.getServerName() + " " + request.getHeader("Host")));
        try (Gatehouse gatehouse = host(DEMONSTRATION).start();
                Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", application))) {
            for (String target : List.of("http://evil.example/open/x", "http://localhost@evil.example/open/x")) {
                Answer answer = RawHttp.get(container.port(), target, "Host: localhost");
                assertTrue(answer.status() >= 400 || !answer.body().contains("evil"), answer.status() + answer.body());
            }
            Answer other = RawHttp.get(container.port(), "http://localhost/open/x", "Host: evil.example");
            assertTrue(other.status() >= 400, other.body());
        }
    }

    @Test
    void refusal_isAuditedWithTheName() throws IOException {
        try (HttpRig rig = HttpRig.start(host(DEMONSTRATION))) {
            rig.get("/x", "Host: evil.example", READER).assertProblem(421);
            assertEquals("request.host-unknown", rig.decision().reason().code());
            rig.get("/x", "Host: evil.example", READER).assertProblem(421);
            assertTrue(rig.decision().reason().detail().contains("evil.example"));
        }
    }

    @Test
    void probePaths_answerUnderAnyName() throws IOException {
        try (HttpRig rig = HttpRig.start(host(DEMONSTRATION))) {
            assertEquals(200, rig.get("/health", "Host: 10.1.2.3:8080").status());
            assertEquals(200, rig.request("HEAD", "/ready", "Host: 10.1.2.3").status());
            rig.post("/health", "x", "Host: 10.1.2.3").assertProblem(421);
            rig.get("/health/x", "Host: 10.1.2.3").assertProblem(421);
            rig.get("/healthz", "Host: 10.1.2.3").assertProblem(421);
            rig.get("/open/../health", "Host: 10.1.2.3").assertProblem(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tasks.example.com, tasks.example.com, 200",
        "tasks.example.com, TASKS.example.com.:8443, 200",
        "tasks.example.com, xtasks.example.com, 421",
        "tasks.example.com:8443, tasks.example.com:8443, 200",
        "tasks.example.com:8443, tasks.example.com, 421",
        "tasks.example.com:8443, tasks.example.com:84430, 421",
        "my_host, my_host:1, 200",
        "::1, [::1]:8080, 200",
        "192.0.2.7, [::ffff:192.0.2.7], 200",
        "192.0.2.7, 192.0.2.07, 421",
        "tasks.example.com, 'tasks.example.com,evil.example', 421",
        "tasks.example.com, tasks.example.com:80@evil.example, 421",
        "tasks.example.com, tasks.example.com:8x, 421",
        "tasks.example.com, tasks.example.com:, 421",
    })
    void names_areComparedExactly(String own, String name, int status) throws IOException {
        try (HttpRig rig = HttpRig.start(host(Map.of("auth.hosts", own)))) {
            Answer answer = rig.get("/x", "Host: " + name, READER);
            // The container itself refuses what is no authority.
            boolean expected = answer.status() == status || (status == 421 && answer.status() == 400);
            assertTrue(expected, () -> answer.status() + " for " + name);
            assertEquals(status == 200 ? 1 : 0, rig.application.entered());
        }
    }

    @Test
    void behindAProxy_theForwardedNameIsJudged() throws IOException {
        Map<String, String> settings = Map.of("auth.hosts", "tasks.example.com", "auth.trusted-proxies", "127.0.0.1");
        try (HttpRig rig = HttpRig.start(host(settings))) {
            assertEquals(
                    200,
                    rig.get("/x", "Host: inner:8080", "X-Forwarded-Host: tasks.example.com", READER)
                            .status());
            rig.get("/x", "Host: tasks.example.com", "X-Forwarded-Host: evil.example", READER)
                    .assertProblem(421);
            rig.get("/x", "Host: inner:8080", READER).assertProblem(421);
        }
        try (HttpRig rig = HttpRig.start(host(Map.of("auth.hosts", "tasks.example.com")))) {
            rig.get("/x", "Host: evil.example", "X-Forwarded-Host: tasks.example.com", READER)
                    .assertProblem(421);
        }
    }

    @Test
    void hostOfThePublicUrl_isOurs() throws IOException {
        Map<String, String> settings = Map.of("auth.hosts", "inner", "auth.public-url", "https://tasks.example.com/");
        try (HttpRig rig = HttpRig.start(host(settings))) {
            assertEquals(200, rig.get("/x", "Host: tasks.example.com", READER).status());
            assertEquals(200, rig.get("/x", "Host: inner:1", READER).status());
        }
    }

    @Test
    void noNamesSet_everyNameIsServed() throws IOException {
        try (HttpRig rig = HttpRig.start(host(Map.of()))) {
            assertEquals(200, rig.get("/x", "Host: evil.example", READER).status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*.example.com", "https://a.example", "a.example/x", "a b", "a.example:99999", "[a]", "a..b"
            })
    void whatIsNoName_refusesTheStart(String value) {
        Gatehouse.Builder builder = host(Map.of("auth.hosts", value));
        assertTrue(assertThrows(SettingException.class, builder::start)
                .getMessage()
                .contains("auth.hosts"));
    }

    @Test
    void probePathsWithoutNames_refuseTheStart() {
        for (String path : List.of("/health", "/health/*", "health")) {
            Gatehouse.Builder builder = host(Map.of("auth.probe-paths", path));
            assertThrows(SettingException.class, builder::start);
        }
    }
}
