package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.gate.BodyReader;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that begin a body for an endpoint and never end it. */
class SlowClientTest {

    @Test
    void slowLogins_doNotDelayOthers() throws IOException {
        FakeMechanism session = TestHost.session().endpoint("POST", "/login", request -> Reply.status(204));
        List<RawHttp> slow = new ArrayList<>();
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer(), session))) {
            for (int i = 0; i < BodyReader.AT_ONCE; i++) {
                RawHttp connection = new RawHttp(rig.port());
                slow.add(connection);
                connection.send("POST", "/login", "", "Content-Length: 60000", "Expect: 100-continue");
                // The container says so when the body is read, and by then its place is taken.
                assertEquals(100, connection.read("POST").status());
                connection.write("x");
            }
            Answer answer = rig.post("/login", "x").assertProblem(503);
            assertEquals("1", answer.header("Retry-After"));
            assertEquals("request.too-many-bodies", rig.reason());
            assertEquals(204, rig.post("/login?username=a", "").status(), "a login without a body needs no place");
            assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status());
        } finally {
            for (RawHttp connection : slow) {
                connection.close();
            }
        }
    }
}
