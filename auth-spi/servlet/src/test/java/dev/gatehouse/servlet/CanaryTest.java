package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Canary;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.ActivePlace;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;

/**
 * No secret of a request comes back in a response, a log line of ours or a decision. The clients and listeners of all
 * other tests look for the same mark.
 */
class CanaryTest {

    private static final List<String> TOKENS = List.of(
            Tokens.READER,
            Tokens.WRITER,
            Tokens.RENEWED,
            Tokens.FOREIGN,
            Tokens.BAD,
            Tokens.AMBIGUOUS,
            Tokens.THROTTLED,
            Tokens.UNAVAILABLE,
            Tokens.CONTINUE,
            Tokens.THROWS,
            Tokens.OVERFLOWS,
            Tokens.NULL);

    private static Gatehouse.Builder host() {
        FakeMechanism session = TestHost.session()
                .endpoint(
                        "POST",
                        "/login",
                        request -> Reply.status(401).with(new Reply.Event.LoginRefused(Reason.of("login.wrong"))))
                .endpoint("POST", "/broken", request -> {
                    throw new IllegalStateException(request.queryParameters("password") + " "
                            + request.formParameters("password") + request.cookies("SID"));
                });
        FakeMechanism odd = FakeMechanism.header("odd", "X-Odd").extracting(view -> {
            if (!view.headers("X-Odd").isEmpty()) {
                throw new IllegalArgumentException("odd: " + view.headers("X-Odd"));
            }
            return Optional.empty();
        });
        AccessPolicy policy = AccessPolicy.builder()
                .open("/open")
                .optional("/optional")
                .permission("/admin", "ADMIN")
                .rule(AccessRule.at("/page").page())
                .build();
        return TestHost.of(
                        Map.of("auth.audit", "all", "auth.login-page", "/open"),
                        TestHost.bearer(),
                        FakeMechanism.header("key", "X-API-Key"),
                        odd,
                        session)
                .policy(policy);
    }

    /**
     * Every place of a request where a secret can stand. The query of a page goes into the redirect, so it holds none
     * there.
     */
    private static int sendEverything(HttpRig rig) throws IOException {
        int sent = 0;
        for (String token : TOKENS) {
            for (String path : List.of("/x", "/optional", "/open", "/admin", "/x?access_token=" + token)) {
                rig.get(path, bearer(token), "Cookie: OTHER=" + token);
                rig.get(path, "Cookie: SID=" + token);
                rig.get(path, "X-API-Key: " + token, "Proxy-Authorization: Basic " + token);
                rig.get(path, bearer(token), "X-API-Key: " + token);
                rig.get(path, "Authorization: " + token);
                sent += 5;
            }
            rig.get("/page", "Cookie: SID=" + token, "Sec-Fetch-Mode: navigate");
            rig.get("/x", "X-Odd: " + token);
            rig.get("/x", bearer(token), bearer(token));
            rig.get("/a;b", bearer(token));
            rig.post("/login?password=" + token, "password=" + token);
            rig.post(
                    "/broken?password=" + token,
                    "password=" + token,
                    "Content-Type: application/x-www-form-urlencoded");
            rig.post("/x", "a", "Cookie: SID=" + token, "Origin: null");
            sent += 7;
        }
        return sent;
    }

    @Test
    void secretsOfRequests_areNowhereToBeSeen() throws IOException {
        try (Logs logs = Logs.of("dev.gatehouse", Level.TRACE)) {
            List<Decision> decisions = new CopyOnWriteArrayList<>();
            int sent;
            try (HttpRig rig = HttpRig.start(host().listener(decisions::add))) {
                sent = sendEverything(rig);
                rig.gatehouse.describeSettings().forEach(line -> Canary.clean("a setting", line));
            }
            List<String> texts = new ArrayList<>(logs.everything());
            decisions.forEach(decision -> texts.add(decision.toString()));
            decisions.forEach(decision -> texts.add(AuditLog.line(decision)));
            texts.forEach(text -> Canary.clean("a log or decision", text));
            assertTrue(decisions.size() > sent / 2, "there were decisions to look at");
            List<String> broken = logs.messages().stream()
                    .filter(text -> text.contains("broke its contract"))
                    .toList();
            assertTrue(broken.size() > 20, "there were defects to log");
            assertTrue(broken.stream().anyMatch(text -> text.contains("mechanism odd broke its contract")));
        }
    }

    @Test
    void ownTypes_doNotShowTheCredential() {
        FakeMechanism token = TestHost.bearer();
        ActiveMechanism<FakeCredential> active = new ActiveMechanism<>("token", token, 1);
        FakeCredential credential = new FakeCredential(Tokens.READER);
        Canary.clean("a credential", new ActivePlace.Presented<>(active.places().get(0), credential).toString());
        Canary.clean("a credential", credential.toString());
    }

    /** The watch itself: each of its parts sees a mark that is there. */
    @Test
    void secretThatIsShown_isSeen() throws IOException {
        assertThrows(AssertionFailedError.class, () -> Canary.clean("a text", "x" + Tokens.BAD));
        assertThrows(AssertionFailedError.class, () -> new Answer(200, List.of(), "x" + Tokens.BAD));
        assertThrows(AssertionFailedError.class, () -> new Answer(200, List.of(new Answer.Field("X", Tokens.BAD)), ""));
        try (Logs logs = Logs.of("dev.gatehouse", Level.TRACE)) {
            LoggerFactory.getLogger("dev.gatehouse.some.where")
                    .warn("said {}", "nothing", new IllegalStateException(Tokens.BAD));
            assertEquals(List.of("said nothing", Tokens.BAD), logs.everything());
            assertFalse(logs.messages().isEmpty());
        }
        try (HttpRig rig = HttpRig.start(
                TestHost.of(TestHost.bearer()),
                (request, response) -> TestServlet.print(response, request.getHeader("Authorization")))) {
            assertThrows(AssertionFailedError.class, () -> rig.get("/x", bearer(Tokens.READER)));
        }
    }
}
