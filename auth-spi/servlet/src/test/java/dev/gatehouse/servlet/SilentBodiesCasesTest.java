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
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attack 1: clients that send the head of a login and then nothing, on containers with their default limits. There are
 * more of them than the container has threads.
 */
@Timeout(20)
class SilentBodiesCasesTest {

    private static final int SILENT = 250;
    private static final String SHORT = "500ms";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    /** A host whose login answers with the name that it got, behind a proxy that tells the client's address. */
    private static final class Rig implements AutoCloseable {
        final RecordingListener decisions = new RecordingListener();
        final CountDownLatch heads = new CountDownLatch(SILENT);
        private final List<RawHttp> silent = new ArrayList<>();
        private final Gatehouse gatehouse;
        private final Container container;

        Rig(Server server, String timeout) {
            FakeMechanism session = TestHost.session().endpoint("POST", "/login", new Endpoint.Handler() {
                @Override
                public Optional<Reply> beforeBody(RequestView request) {
                    heads.countDown();
                    return request.clientAddress().equals("10.9.9.9")
                            ? Optional.of(Reply.status(429).retryAfter(Duration.ofSeconds(7)))
                            : Optional.empty();
                }

                @Override
                public Reply handle(EndpointRequest request) {
                    return Reply.json(200, request.formParameters("name") + " " + request.body().length);
                }
            });
            Map<String, String> settings =
                    Map.of("auth.trusted-proxies", "127.0.0.0/8", "auth.endpoint-body-timeout", timeout);
            gatehouse = TestHost.of(settings, TestHost.bearer(), session)
                    .listener(decisions)
                    .start();
            container =
                    server.start(new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()));
        }

        RawHttp open(String address, String... headers) throws IOException {
            RawHttp connection = new RawHttp(container.port());
            silent.add(connection);
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("X-Forwarded-For: " + address);
            all.add(FORM);
            connection.send("POST", "/login", "", all.toArray(String[]::new));
            return connection;
        }

        Answer login(String address) throws IOException {
            return RawHttp.post(container.port(), "/login", "name=a", FORM, "X-Forwarded-For: " + address);
        }

        String refusal() {
            return decisions.next().reason().code();
        }

        @Override
        public void close() throws IOException {
            for (RawHttp connection : silent) {
                connection.close();
            }
            container.close();
            gatehouse.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentLogins_doNotDelayOtherAddresses(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            for (int i = 0; i < SILENT; i++) {
                rig.open("10.0.0.1", "Content-Length: 60");
            }
            assertTrue(rig.heads.await(10, TimeUnit.SECONDS));
            long begun = System.nanoTime();
            for (int i = 2; i < 22; i++) {
                assertEquals("[a] 6", rig.login("10.0.0." + i).body());
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertTrue(millis < 2000, () -> "20 logins took " + millis + " ms");
            assertEquals(
                    200,
                    RawHttp.get(rig.container.port(), "/x", Tokens.bearer(Tokens.READER))
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentBody_endsAtTheDeadline(Server server) throws Exception {
        try (Rig rig = new Rig(server, SHORT);
                RawHttp connection = rig.open("10.0.0.1", "Content-Length: 60")) {
            connection.read("POST").assertProblem(408);
            assertEquals("request.body-too-slow", rig.refusal());
            if (server != Server.UNDERTOW) { // which keeps the connection for the body, without a thread
                assertThrows(EOFException.class, () -> connection.read("POST"), "the connection is closed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentChunks_endAtTheDeadline(Server server) throws Exception {
        try (Rig rig = new Rig(server, SHORT);
                RawHttp connection = rig.open("10.0.0.1", "Transfer-Encoding: chunked")) {
            connection.write("5\r\nname=");
            connection.read("POST").assertProblem(408);
            assertEquals("request.body-too-slow", rig.refusal());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void bodyAfterItsHead_isReadWhole(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            RawHttp connection = rig.open("10.0.0.1", "Content-Length: 60006");
            connection.write("name=b");
            for (int i = 0; i < 60; i++) {
                connection.write("&" + "x".repeat(999));
            }
            assertEquals("[b] 60006", connection.read("POST").body());
            RawHttp chunked = rig.open("10.0.0.1", "Transfer-Encoding: chunked");
            chunked.write("6\r\nname=c\r\n");
            chunked.write("0\r\n\r\n");
            assertEquals("[c] 6", chunked.read("POST").body());
            RawHttp expecting = rig.open("10.0.0.1", "Content-Length: 6", "Expect: 100-continue");
            assertEquals(100, expecting.read("POST").status());
            expecting.write("name=d");
            assertEquals("[d] 6", expecting.read("POST").body());
            assertEquals("[d] 6", again(expecting), "the connection is still in use");
        }
    }

    private static String again(RawHttp connection) throws IOException {
        return connection.exchange("POST", "/login", "name=d", FORM).body();
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void chunksBeyondTheLimit_are413(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            RawHttp connection = rig.open("10.0.0.1", "Transfer-Encoding: chunked");
            connection.write("10000\r\n");
            connection.write("x".repeat(0x10000) + "\r\n1\r\nx\r\n");
            connection.read("POST").assertProblem(413);
            assertEquals("request.too-large", rig.refusal());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void clientThatGoesAway_isCountedOnce(Server server) throws Exception {
        try (Rig rig = new Rig(server, "2s")) {
            rig.open("10.0.0.1", "Content-Length: 60").close();
            assertTrue(
                    List.of("request.body-incomplete", "request.body-too-slow").contains(rig.refusal()));
            assertEquals("[a] 6", rig.login("10.0.0.2").body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void throttledAddress_isRefusedBeforeItsBody(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            for (int i = 0; i < SILENT; i++) {
                rig.open("10.9.9.9", "Content-Length: 60");
            }
            Answer answer = rig.open("10.9.9.9", "Content-Length: 60").read("POST");
            assertEquals(429, answer.status());
            assertEquals("7", answer.header("Retry-After"));
        }
    }

    /** The body of a refused request must not become the next request of its connection. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void bodyAfterItsRefusal_isNoRequest(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            String smuggled = "POST /login?name=x HTTP/1.1\r\nHost: a\r\n\r\n";
            RawHttp connection = rig.open("10.9.9.9", "Content-Length: " + smuggled.length());
            assertEquals(429, connection.read("POST").status());
            long heads = rig.heads.getCount();
            assertThrows(IOException.class, () -> {
                connection.write(smuggled);
                connection.shutdownOutput();
                connection.read("POST");
            });
            assertEquals(heads, rig.heads.getCount());
        }
    }

    /** Whoever is refused for another reason holds no thread either. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void silentBodiesOfRefusedRequests_delayNothing(Server server) throws Exception {
        try (Rig rig = new Rig(server, "30s")) {
            for (int i = 0; i < SILENT; i++) {
                RawHttp connection = new RawHttp(rig.container.port());
                rig.silent.add(connection);
                connection.send("POST", i % 2 == 0 ? "/x" : "/a;b", "", "Content-Length: 60");
            }
            for (int i = 0; i < SILENT; i++) {
                assertEquals(
                        i % 2 == 0 ? 401 : 400, rig.silent.get(i).read("POST").status());
            }
            assertEquals("[a] 6", rig.login("10.0.0.2").body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void earlyReplyThatFails_is500(Server server) throws Exception {
        FakeMechanism broken = TestHost.session().endpoint("POST", "/login", new Endpoint.Handler() {
            @Override
            public Optional<Reply> beforeBody(RequestView request) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public Reply handle(EndpointRequest request) {
                return Reply.status(204);
            }
        });
        try (Gatehouse gatehouse = TestHost.of(TestHost.bearer(), broken).start();
                Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
            RawHttp.post(container.port(), "/login", "name=a", FORM).assertProblem(500);
        }
    }
}
