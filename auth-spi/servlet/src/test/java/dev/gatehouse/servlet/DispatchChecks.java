package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What must hold on every container when the application sends a request on. */
final class DispatchChecks implements AutoCloseable {

    private static final String RITA =
            "user=rita@token principal=rita@token type=Bearer read=true write=false access=token/rita";
    private static final String NOBODY = "user=null principal=null type=null read=false write=false access=-";
    private static final List<String> WAYS = List.of("forward", "include", "async", "async-wrapped");

    private final Map<Server, DispatchRig> rigs = new EnumMap<>(Server.class);

    DispatchChecks(Server... servers) {
        for (Server server : servers) {
            rigs.put(server, new DispatchRig(server));
        }
    }

    private DispatchRig rig(Server server) {
        DispatchRig rig = rigs.get(server);
        if (rig == null) {
            throw new IllegalArgumentException(server + " is not part of this run");
        }
        return rig;
    }

    void callerIsKept(Server server) throws IOException {
        for (String way : WAYS) {
            for (String from : List.of("in", "optional", "open")) {
                Answer answer = rig(server).get("/" + from + "/" + way + "?to=/v1/x", Tokens.bearer(Tokens.READER));
                String dispatch = way.startsWith("async") ? "ASYNC" : way.toUpperCase(java.util.Locale.ROOT);
                assertEquals(200, answer.status(), way + " from " + from);
                assertTrue(answer.body().startsWith(RITA + " dispatch=" + dispatch), way + " " + answer.body());
                if (!way.equals("include")) {
                    assertEquals("no-store", answer.header("Cache-Control"), way + " from " + from);
                }
            }
        }
    }

    void openTargetAsksNothing(Server server) throws IOException {
        for (String way : WAYS) {
            assertTrue(
                    rig(server).get("/open/" + way + "?to=/open/target").body().startsWith(NOBODY), way);
            Answer kept = rig(server).get("/in/" + way + "?to=/open/target", Tokens.bearer(Tokens.READER));
            assertTrue(kept.body().startsWith(RITA), way + " " + kept.body());
        }
    }

    void openPathDoesNotLeadPastTheTargetsRule(Server server) throws IOException {
        DispatchRig rig = rig(server);
        for (String way : WAYS) {
            int before = rig.target.entered();
            Answer nobody = rig.get("/open/" + way + "?to=/v1/x").assertProblem(401);
            assertEquals(List.of("Bearer realm=\"gatehouse\""), challenges(nobody), way);
            Answer bad = rig.get("/open/" + way + "?to=/v1/x", Tokens.bearer(Tokens.BAD))
                    .assertProblem(401);
            assertTrue(challenges(bad).get(0).contains("error=\"invalid_token\""), way);
            rig.get("/optional/" + way + "?to=/v1/x").assertProblem(401);
            assertEquals(before, rig.target.entered(), way);
        }
    }

    void permissionOfTheTargetIsEnforced(Server server) throws IOException {
        DispatchRig rig = rig(server);
        for (String way : WAYS) {
            for (String from : List.of("in", "open")) {
                String path = "/" + from + "/" + way + "?to=/admin/x";
                int before = rig.target.entered();
                Answer refused = rig.get(path, Tokens.bearer(Tokens.READER)).assertProblem(403);
                assertTrue(challenges(refused).get(0).contains("insufficient_scope"), way);
                assertFalse(refused.body().contains("after:"), "what was written before the refusal is gone");
                assertEquals(before, rig.target.entered());
                Answer good = rig.get(path, Tokens.bearer(Tokens.WRITER));
                assertEquals(200, good.status(), way);
                assertTrue(good.body().startsWith("user=walt@token"), good.body());
            }
        }
    }

    void mechanismsOfTheTargetCount(Server server) throws IOException {
        DispatchRig rig = rig(server);
        for (String way : WAYS) {
            rig.get("/in/" + way + "?to=/cookie-only/x", Tokens.bearer(Tokens.READER))
                    .assertProblem(401);
            Answer good = rig.get("/in/" + way + "?to=/cookie-only/x", "Cookie: SID=" + Tokens.READER);
            assertTrue(good.body().startsWith("user=rita@session"), good.body());
        }
    }

    void callerThatAnOptionalTargetDoesNotCount_isAnonymous(Server server) throws IOException {
        DispatchRig rig = rig(server);
        for (String way : WAYS) {
            Answer answer = rig.get("/in/" + way + "?to=/cookie-maybe/x", Tokens.bearer(Tokens.READER));
            assertTrue(answer.body().startsWith(NOBODY), answer.body());
        }
    }

    void outerCallerComesBack(Server server) throws IOException {
        Answer answer = rig(server).get("/open/include?to=/v1/x", Tokens.bearer(Tokens.READER));
        assertTrue(answer.body().contains("after: " + NOBODY), answer.body());
    }

    void asyncWithoutPathAndWithoutDispatch(Server server) throws IOException {
        Answer again = rig(server).get("/in/async-again", Tokens.bearer(Tokens.READER));
        assertEquals(RITA + " dispatch=ASYNC", again.body().trim());
        Answer thread = rig(server).get("/in/async-thread", Tokens.bearer(Tokens.READER));
        assertTrue(thread.body().startsWith("thread: " + RITA), thread.body());
        assertTrue(rig(server).get("/open/async-again").body().startsWith(NOBODY));
    }

    void refusalAfterStartAsync_isAnsweredAtOnce(Server server) throws IOException {
        rig(server).get("/in/async-refused", Tokens.bearer(Tokens.READER)).assertProblem(403);
    }

    void errorKeepsTheCallerAndAsksNothing(Server server) throws IOException {
        Answer known = rig(server).get("/in/error?to=418", Tokens.bearer(Tokens.READER));
        assertEquals(418, known.status());
        assertEquals(RITA + " dispatch=ERROR", known.body().trim());
        Answer unknown = rig(server).get("/open/error?to=418", Tokens.bearer(Tokens.READER));
        assertEquals(NOBODY + " dispatch=ERROR", unknown.body().trim());
        Answer guarded = rig(server).get("/open/error?to=419");
        assertEquals(419, guarded.status());
        assertEquals("", guarded.body());
    }

    void callerDoesNotReachTheNextRequest(Server server) throws IOException {
        try (RawHttp connection = new RawHttp(rig(server).port())) {
            for (int i = 0; i < 20; i++) {
                Answer known = connection.exchange("GET", "/in/plain", "", Tokens.bearer(Tokens.READER));
                assertTrue(known.body().startsWith(RITA), known.body());
                assertTrue(connection.exchange("GET", "/open/plain", "").body().startsWith(NOBODY));
                assertTrue(
                        connection.exchange("GET", "/optional/plain", "").body().startsWith(NOBODY));
                connection.exchange("GET", "/in/plain", "").assertProblem(401);
            }
        }
    }

    private static List<String> challenges(Answer answer) {
        return answer.all("WWW-Authenticate");
    }

    @Override
    public void close() {
        rigs.values().forEach(DispatchRig::close);
    }
}
