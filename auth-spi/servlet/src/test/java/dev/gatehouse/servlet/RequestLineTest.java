package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request line alone says what is asked for, and a credential alone who asks; no other header changes either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLineTest {

    private HttpRig rig;

    @BeforeAll
    void start() {
        AccessPolicy policy = AccessPolicy.builder()
                .open("/open")
                .rule(AccessRule.at("/task").methods("GET").permissions("READ"))
                .rule(AccessRule.at("/task").methods("PATCH").permissions("WRITE"))
                .build();
        rig = HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /open",
                "X-Original-URI: /open",
                "X-Rewrite-URL: /open",
                "X-Forwarded-Uri: /open",
                "X-Forwarded-Path: /open",
                "X-Forwarded-Prefix: /open",
                "X-Envoy-Original-Path: /open",
                "X-Remote-User: rita",
                "X-Forwarded-User: rita",
                "X_Forwarded_User: rita",
                "Remote-User: rita",
                "X-Auth-Request-User: rita",
                "X-SSL-Client-Cert: x",
                "X-Middleware-Subrequest: middleware",
                "User-Agent: kube-probe/1.30",
                "User-Agent: GoogleHC/1.0",
                "User-Agent: Nacos-Server",
                "Referer: http://localhost/open",
            })
    void header_opensNothing(String header) throws IOException {
        int before = rig.application.entered();
        rig.get("/x", header).assertProblem(401);
        assertEquals(before, rig.application.entered());
        assertTrue(rig.get("/open", header.replace("/open", "/x")).body().startsWith("user=null "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void methodOverride_isNotFollowed(String header) throws IOException {
        String reader = Tokens.bearer(Tokens.READER);
        rig.request("PATCH", "/task", reader, header + ": GET").assertProblem(403);
        assertEquals(
                200, rig.request("GET", "/task", reader, header + ": PATCH").status());
        assertEquals(403, rig.request("PATCH", "/task?_method=GET", reader).status());
        assertEquals(
                200, rig.request("PATCH", "/task", Tokens.bearer(Tokens.WRITER)).status());
    }
}
