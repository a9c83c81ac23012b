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
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginPageTest {

    private static final String NAVIGATES = "Sec-Fetch-Mode: navigate";

    private HttpRig rig;

    private static Gatehouse.Builder host() {
        AccessPolicy policy = AccessPolicy.builder()
                .open("/login")
                .rule(AccessRule.at("/page/*").page())
                .rule(AccessRule.at("/page/admin").permissions("ADMIN").page())
                .build();
        Map<String, String> settings = Map.of("auth.login-page", "/login");
        return TestHost.of(settings, TestHost.bearer(), TestHost.session()).policy(policy);
    }

    @BeforeAll
    void start() {
        rig = HttpRig.start(host());
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void navigationToAPage_isSentToTheLoginPage() throws IOException {
        Answer answer = rig.get("/page/a%20b?x=1&y=%2F", NAVIGATES);
        assertEquals(303, answer.status());
        assertEquals("/login?return=%2Fpage%2Fa%2520b%3Fx%3D1%26y%3D%252F", answer.header("Location"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(List.of(), answer.all("WWW-Authenticate"));
        assertEquals("", answer.body());
    }

    @Test
    void deadCookie_isSentThereToo() throws IOException {
        assertEquals(
                303, rig.get("/page/x", NAVIGATES, "Cookie: SID=" + Tokens.BAD).status());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 401, /page/x, ''",
        "GET, 401, /page/x, Sec-Fetch-Mode: cors",
        "GET, 401, /page/x, Sec-Fetch-Mode: cors|Accept: text/html",
        "GET, 401, /page/x, Accept: application/json",
        "GET, 303, /page/x, 'Accept: text/html,*/*'",
        "POST, 401, /page/x, Sec-Fetch-Mode: navigate",
        "HEAD, 401, /page/x, Sec-Fetch-Mode: navigate",
        "GET, 401, /api, Sec-Fetch-Mode: navigate",
        "GET, 401, /api, Accept: text/html",
        "GET, 400, /page//x, Sec-Fetch-Mode: navigate",
    })
    void onlyANavigationToAPage_isRedirected(String method, int status, String path, String headers)
            throws IOException {
        String[] lines = headers.isEmpty() ? new String[0] : headers.split("\\|");
        assertEquals(status, rig.request(method, path, lines).status());
    }

    @Test
    void otherRefusalsOfAPage_areNotRedirected() throws IOException {
        rig.get("/page/x", NAVIGATES, Tokens.bearer(Tokens.BAD)).assertProblem(401);
        rig.get("/page/x", NAVIGATES, "Cookie: SID=" + Tokens.UNAVAILABLE).assertProblem(503);
        rig.get("/page/x", NAVIGATES, "Cookie: SID=" + Tokens.AMBIGUOUS).assertProblem(400);
        rig.get("/page/admin", NAVIGATES, "Cookie: SID=" + Tokens.READER).assertProblem(403);
    }

    private static FakeMechanism withLoginPage(String name, String path) {
        return FakeMechanism.cookie(name, name.toUpperCase(Locale.ROOT))
                .endpoint("GET", path, request -> Reply.status(204))
                .loginPage(path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 303, /first?return=%2Fpage%2Fx",
        "/login, 303, /login?return=%2Fpage%2Fx",
        "none, 401, ''",
    })
    void pageOfTheFirstMechanism_isTheDefault(String configured, int status, String location) throws IOException {
        AccessPolicy policy =
                AccessPolicy.builder().rule(AccessRule.at("/page/*").page()).build();
        Map<String, String> settings = configured.isEmpty() ? Map.of() : Map.of("auth.login-page", configured);
        try (HttpRig own = HttpRig.start(TestHost.of(
                        settings,
                        TestHost.bearer(),
                        withLoginPage("first", "/first"),
                        withLoginPage("second", "/second"))
                .policy(policy))) {
            Answer answer = own.get("/page/x", NAVIGATES);
            assertEquals(status, answer.status());
            assertEquals(location.isEmpty() ? List.of() : List.of(location), answer.all("Location"));
            assertEquals(401, own.get("/page/x").status());
            assertEquals(401, own.get("/api", NAVIGATES).status());
        }
    }

    @Test
    void pageThatTheMechanismDoesNotAnswer_refusesTheStart() {
        FakeMechanism broken = FakeMechanism.cookie("one", "A")
                .endpoint("POST", "/login", request -> Reply.status(204))
                .loginPage("/login");
        SettingException refused = assertThrows(SettingException.class, TestHost.of(broken)::start);
        assertTrue(String.valueOf(refused.getMessage()).contains("one"), refused.getMessage());
    }

    @Test
    void contextPath_standsBeforeTheLoginPage() throws IOException {
        try (Gatehouse gatehouse = host().start();
                Container container = Server.JETTY.start(new Application()
                        .contextPath("/app")
                        .filter(gatehouse.filter())
                        .servlet("/", TestServlet.whoAmI()))) {
            Answer answer = RawHttp.get(container.port(), "/app/page/x", NAVIGATES);
            assertEquals("/app/login?return=%2Fapp%2Fpage%2Fx", answer.header("Location"));
        }
    }
}
