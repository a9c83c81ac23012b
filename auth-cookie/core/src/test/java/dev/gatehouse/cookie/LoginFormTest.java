package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFormTest {

    private final LoginFixture fixture = new LoginFixture();

    @Test
    void malformedLogins_areBadRequests() {
        TestRequest empty = TestRequest.post("/api/login");
        Map<String, TestRequest> bad = new HashMap<>();
        bad.put("nothing", empty);
        bad.put("no password", empty.withForm("username", "demo"));
        bad.put("no username", empty.withQuery("password", "x"));
        bad.put("empty password", LoginFixture.form("demo", ""));
        bad.put("empty username", LoginFixture.form("", "x"));
        bad.put("two usernames", LoginFixture.form("demo", "correct horse").withForm("username", "demo"));
        bad.put("two passwords", LoginFixture.query("demo", "correct horse").withQuery("password", "x"));
        bad.put("query and form", LoginFixture.form("demo", "correct horse").withQuery("username", "demo"));
        bad.put("split", empty.withQuery("username", "demo").withForm("password", "correct horse"));
        bad.put("long username", LoginFixture.form("a".repeat(256), "x"));
        bad.put("control", LoginFixture.form("de\u0000mo", "x"));
        bad.put("line break", LoginFixture.form("demo\n", "x"));
        bad.put("half a pair", LoginFixture.form("\ud800", "x"));
        bad.put("half a pair in the password", LoginFixture.query("demo", "\udc00"));
        bad.put("long password", LoginFixture.form("demo", "x".repeat(1025)));
        for (Map.Entry<String, TestRequest> entry : bad.entrySet()) {
            Reply reply = fixture.mechanism.reply(entry.getValue());
            assertEquals(400, reply.status(), entry.getKey());
            assertTrue(reply.body().matches("\\{\"message\":\"[^\"\\\\]+\"}"), reply.body());
            assertTrue(reply.additions().isEmpty());
        }
        assertEquals(0, fixture.users.asked());
    }

    @Test
    void longestNameAndPassword_areAccepted() {
        String name = "n".repeat(255);
        String password = "ä".repeat(1024);
        fixture.users.put(SampleUsers.user(name, password));
        assertEquals(204, fixture.login(name, password).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "text/json", "text/plain", "multipart/form-data"})
    void otherContentType_isUnsupported(String type) {
        Reply reply = fixture.mechanism.reply(TestRequest.post("/api/login")
                .withBody(type, "{\"username\":\"demo\",\"password\":\"correct horse\"}"));
        assertEquals(415, reply.status());
        assertEquals("login.malformed", LoginFixture.reason(reply));
    }

    @Test
    void emptyBodyWithQuery_isAccepted() {
        assertEquals(
                204,
                fixture.mechanism
                        .reply(LoginFixture.query("demo", "correct horse").withBody("application/json", ""))
                        .status());
    }

    @Test
    void disabledQuery_isABadRequest() {
        TestMechanism strict = fixture.mechanism(Map.of("auth.cookie.login-query", "off"), fixture.sessions);
        assertEquals(
                400, strict.reply(LoginFixture.query("demo", "correct horse")).status());
        assertEquals(
                400,
                strict.reply(LoginFixture.form("demo", "correct horse").withQuery("password", "x"))
                        .status());
        assertEquals(
                204, strict.reply(LoginFixture.form("demo", "correct horse")).status());
    }

    @Test
    void paths_mustDiffer() {
        TestMechanism moved = fixture.mechanism(Map.of("auth.cookie.login-path", "/login"), fixture.sessions);
        assertEquals(
                401,
                moved.reply(TestRequest.post("/login").withForm("username", "x").withForm("password", "y"))
                        .status());
        TestMechanism both = fixture.mechanism(
                Map.of(
                        "auth.cookie.login-path",
                        "/api/login, /login",
                        "auth.cookie.logout-path",
                        "/api/logout,/logout"),
                fixture.sessions);
        for (String path : List.of("/api/login", "/login")) {
            assertEquals(
                    204,
                    both.reply(TestRequest.post(path)
                                    .withForm("username", "demo")
                                    .withForm("password", "correct horse"))
                            .status());
        }
        for (String path : List.of("/api/logout", "/logout")) {
            assertEquals(204, both.reply(TestRequest.post(path)).status());
        }
        SettingException same = assertThrows(
                SettingException.class,
                () -> fixture.mechanism(
                        Map.of("auth.cookie.login-path", "/x", "auth.cookie.logout-path", "/x"), fixture.sessions));
        assertEquals("auth.cookie.logout-path", same.key());
        assertThrows(
                SettingException.class,
                () -> fixture.mechanism(Map.of("auth.cookie.login-path", "login"), fixture.sessions));
    }
}
