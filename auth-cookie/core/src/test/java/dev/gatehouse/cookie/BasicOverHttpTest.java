package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BasicOverHttpTest {

    private final FakeUsers users = new FakeUsers();
    private ProtectedSite http;

    @BeforeEach
    void start() throws Exception {
        users.put(SampleUsers.user("demo", "correct horse"));
        http = LoginSite.start(users, Map.of("auth.mechanisms", "basic, cookie"));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void basic_authenticatesWithoutASession() throws Exception {
        HttpResponse<String> response =
                http.get("/v1/tasks", "Authorization", BasicFixture.header("demo", "correct horse"));
        assertEquals(200, response.statusCode());
        assertEquals("demo", response.body());
        assertTrue(response.headers().allValues("Set-Cookie").isEmpty());
    }

    @Test
    void wrongPasswordWithAGoodCookie_isChallenged() throws Exception {
        HttpResponse<String> login = http.postForm("/api/login", "username=demo&password=correct+horse");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        HttpResponse<String> response = http.get(
                "/v1/tasks",
                "Authorization",
                BasicFixture.header("demo", "wrong"),
                "Cookie",
                cookie.substring(0, cookie.indexOf(';')));
        assertEquals(401, response.statusCode());
        assertTrue(
                response.headers().allValues("WWW-Authenticate").stream()
                        .anyMatch(challenge -> challenge.startsWith("Basic realm=") && challenge.contains("UTF-8")),
                response.headers().toString());
    }

    @Test
    void loginsAndBasic_shareOneThrottle() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    401,
                    http.postForm("/api/login", "username=demo&password=wrong").statusCode());
        }
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    401,
                    http.get("/x", "Authorization", BasicFixture.header("demo", "wrong"))
                            .statusCode());
        }
        HttpResponse<String> basic = http.get("/x", "Authorization", BasicFixture.header("demo", "correct horse"));
        assertEquals(429, basic.statusCode());
        assertTrue(basic.headers().firstValue("Retry-After").isPresent());
        assertEquals(
                429,
                http.postForm("/api/login", "username=demo&password=correct+horse")
                        .statusCode());
        assertEquals(5, users.checked());
    }

    @Test
    void crossSiteRequest_isForbidden() throws Exception {
        String good = BasicFixture.header("demo", "correct horse");
        assertEquals(
                403,
                http.post("/v1/tasks/1/complete", "Authorization", good, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        assertEquals(
                403,
                http.post("/v1/tasks/1/complete", "Authorization", good, "Origin", "https://evil.example")
                        .statusCode());
        assertEquals(
                200, http.post("/v1/tasks/1/complete", "Authorization", good).statusCode());
    }

    @Test
    void jsonLogin_followsTheSameRules() throws Exception {
        for (String type : List.of("application/json", "application/json; charset=utf-8", "Application/JSON")) {
            byte[] body = "{\"username\":\"demo\",\"password\":\"correct horse\"}".getBytes(StandardCharsets.UTF_8);
            assertEquals(204, http.post("/api/login", body, type).statusCode(), type);
        }
        byte[] wrong = "{\"username\":\"demo\",\"password\":\"wrong\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> refused = http.post("/api/login", wrong, "application/json");
        assertEquals(401, refused.statusCode());
        assertEquals("{\"message\":\"\"}", refused.body());
        assertEquals(
                403,
                http.post("/api/login", wrong, "application/json", "Sec-Fetch-Site", "cross-site")
                        .statusCode());
    }
}
