package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.service.FakeService;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People whose permissions, groups and tenants come from the Identity service. */
class ServiceAtLoginTest {

    private final FakeService service = new FakeService();
    private final Browser browser = new Browser();

    @AfterEach
    void stop() {
        service.close();
    }

    private LoginRig rig(String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "auth.login.service.url", service.url().toString(),
                "auth.login.permissions-from", "service",
                "auth.login.groups-from", "service",
                "auth.login.tenants-from", "service"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new LoginRig(settings);
    }

    /** Logs in and returns the answer of the callback. */
    private HttpResponse<String> logIn(LoginRig rig, String user) throws Exception {
        URI begin = Browser.location(browser.open(rig.url("/page")));
        return browser.open(browser.logIn(Browser.location(browser.open(begin)), user));
    }

    private String page(LoginRig rig) throws Exception {
        return browser.open(rig.url("/page")).body();
    }

    @Test
    void person_hasWhatTheServiceSays() throws Exception {
        service.json(FakeService.PERMISSIONS, "[\"read:*\",\"archive\"]");
        try (LoginRig rig = rig()) {
            assertEquals(303, logIn(rig, "demo").statusCode());
            assertEquals("demo PERSON [READ, archive] [board, sales]", page(rig));
            assertEquals(3, service.seen().size());
            assertTrue(service.seen().stream()
                    .allMatch(seen -> seen.authorization().matches("Bearer [^.]+\\.[^.]+\\.[^.]+")));
            assertTrue(service.seen().stream().anyMatch(seen -> seen.query().equals("audience=tasklist-api")));
            page(rig);
            assertEquals(3, service.seen().size(), "a request with a session asked the service");
        }
    }

    @Test
    void permissionsInTheToken_doNotCount() throws Exception {
        service.json(FakeService.PERMISSIONS, "[]");
        try (LoginRig rig = rig()) {
            assertEquals(403, logIn(rig, "demo").statusCode());
            assertEquals("oidc.permission-missing", rig.refusal());
        }
    }

    @Test
    void permissionMap_isTheOnlyMapping() throws Exception {
        service.json(FakeService.PERMISSIONS, "[\"view\",\"write:*\"]");
        try (LoginRig rig = rig("auth.login.permission-map", "view=READ")) {
            logIn(rig, "demo");
            assertEquals("demo PERSON [READ, write:*] [board, sales]", page(rig));
        }
    }

    @Test
    void providerWithoutAMap_hasTheNamesOfIdentity() throws Exception {
        try (LoginRig rig = rig("auth.login.provider", "generic")) {
            assertEquals(303, logIn(rig, "demo").statusCode());
            assertTrue(page(rig).endsWith(" PERSON [READ, WRITE] [board, sales]"), page(rig));
        }
    }

    @Test
    void grantedPermissions_countBesidesThoseOfTheService() throws Exception {
        service.json(FakeService.PERMISSIONS, "[\"write:*\"]");
        try (LoginRig rig = rig("auth.login.granted-permissions", "READ")) {
            logIn(rig, "demo");
            assertEquals("demo PERSON [READ, WRITE] [board, sales]", page(rig));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503})
    void serviceThatDoesNotAnswer_opensNoSession(int status) throws Exception {
        service.on(FakeService.GROUPS, FakeService.status(status, ""));
        try (LoginRig rig = rig()) {
            HttpResponse<String> page = logIn(rig, "demo");
            assertEquals(503, page.statusCode(), page.body());
            assertTrue(page.body().contains("/api/login?provider=default"), page.body());
            assertEquals(Map.of(), browser.cookies(rig.origin));
            service.usual();
            rig.clock.advance(Duration.ofMinutes(1));
            assertEquals(303, logIn(rig, "demo").statusCode());
        }
    }

    @Test
    void refresh_takesAwayAndAddsPermissions() throws Exception {
        try (LoginRig rig = rig()) {
            logIn(rig, "demo");
            assertEquals("demo PERSON [READ, WRITE] [board, sales]", page(rig));
            service.json(FakeService.PERMISSIONS, "[\"read:*\"]");
            service.json(FakeService.GROUPS, "[\"board\"]");
            rig.clock.advance(Duration.ofMinutes(6));
            assertEquals("demo PERSON [READ] [board]", page(rig));
        }
    }

    @Test
    void serviceThatIsDownAtARefresh_losesNeitherTheSessionNorItsTokens() throws Exception {
        try (LoginRig rig = rig("auth.login.refresh-grace", "1h")) {
            logIn(rig, "demo");
            service.all(FakeService.status(503, ""));
            rig.clock.advance(Duration.ofMinutes(6));
            assertEquals("demo PERSON [READ, WRITE] [board, sales]", page(rig));
            service.usual();
            service.json(FakeService.GROUPS, "[\"board\"]");
            rig.clock.advance(Duration.ofMinutes(6));
            assertEquals("demo PERSON [READ, WRITE] [board]", page(rig));
        }
    }

    @Test
    void serviceThatDoesNotAnswer_isTheHealthOfTheMechanism() throws Exception {
        service.all(FakeService.status(500, ""));
        try (LoginRig rig = rig()) {
            for (int i = 0; i < 6; i++) {
                logIn(rig, "demo");
            }
            Health health = rig.gatehouse.health().get("login");
            assertEquals(Health.State.DEGRADED, health.state());
            assertTrue(health.detail().contains("Identity service"), health.detail());
        }
    }

    @Test
    void serviceWithoutUrl_isRefused() {
        SettingException refused = assertThrows(
                SettingException.class, () -> new LoginRig(Map.of("auth.login.permissions-from", "service")));
        assertEquals("auth.login.service.url", refused.key());
    }

    @Test
    void permissionsOfNoAudience_areRefused() {
        SettingException refused = assertThrows(SettingException.class, () -> rig("auth.login.audience", ""));
        assertEquals("auth.login.audience", refused.key());
    }
}
