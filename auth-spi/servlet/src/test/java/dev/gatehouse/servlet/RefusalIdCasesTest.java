package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.spi.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What users of rivals ask for: a refusal that can be found in the audit log by what the client saw. */
class RefusalIdCasesTest {

    private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([0-9a-z-]+)\"");
    private static final String READER = Tokens.bearer(Tokens.READER);

    private static String id(Answer answer) {
        Matcher matcher = INSTANCE.matcher(answer.body());
        assertTrue(matcher.find(), answer.body());
        return matcher.group(1);
    }

    /** The request that is refused late was admitted before. */
    private static Decision refusal(HttpRig rig) {
        Decision decision = rig.decision();
        return decision.outcome() == Decision.Outcome.ADMITTED ? rig.decision() : decision;
    }

    @Test
    void everyKindOfRefusal_hasTheIdOfTheAudit() throws IOException {
        AccessPolicy policy =
                AccessPolicy.builder().permission("/admin", "WRITE").build();
        Map<String, String> settings =
                Map.of("auth.hosts", "localhost, 127.0.0.1", "auth.trusted-proxies", "127.0.0.1");
        try (HttpRig rig = HttpRig.start(
                TestHost.of(settings, TestHost.bearer(), TestHost.session()).policy(policy), (request, response) -> {
                    if (request.getServletPath().equals("/late")) {
                        Access.require(request, "WRITE");
                    }
                })) {
            List<Answer> refused = new ArrayList<>();
            refused.add(rig.get("/x").assertProblem(401));
            refused.add(rig.get("/x", Tokens.bearer(Tokens.BAD)).assertProblem(401));
            refused.add(rig.get("/x;y", READER).assertProblem(400));
            refused.add(rig.get("/x", READER, "X-Forwarded-For: nonsense").assertProblem(400));
            refused.add(rig.get("/x", READER, "Host: evil.example").assertProblem(421));
            refused.add(rig.get("/admin", READER).assertProblem(403));
            refused.add(rig.get("/late", READER).assertProblem(403));
            refused.add(rig.get("/x", Tokens.bearer(Tokens.UNAVAILABLE)).assertProblem(503));
            refused.add(rig.post("/x", "a", "Cookie: SID=" + Tokens.READER, "Sec-Fetch-Site: cross-site")
                    .assertProblem(403));
            Set<String> ids = new HashSet<>();
            for (Answer answer : refused) {
                Decision decision = refusal(rig);
                assertEquals(decision.requestId(), id(answer));
                assertTrue(AuditLog.line(decision).contains("\"id\":\"" + id(answer) + "\""));
                assertTrue(ids.add(id(answer)), "an id occurs twice");
            }
        }
    }

    @Test
    void applicationWithAResponseOfItsOwn_knowsTheId() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()), (request, response) -> {
            try {
                Access.require(request, "WRITE");
            } catch (AccessRefusedException refused) {
                response.setStatus(refused.status());
                TestServlet.print(response, "ask for " + refused.id());
            }
        })) {
            Answer answer = rig.get("/x", READER);
            assertEquals("ask for " + refusal(rig).requestId(), answer.body().trim());
        }
    }

    @Test
    void idsOfManyThreadsAndProcesses_areUnique() throws InterruptedException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        DecisionIds one = new DecisionIds();
        DecisionIds other = new DecisionIds();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            DecisionIds ids = t % 2 == 0 ? one : other;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    seen.add(ids.next());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20_000, seen.size());
    }
}
