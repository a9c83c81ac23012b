package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.gatehouse.samples.tasklist.web.ClientConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page offers what the configured mechanisms can do. */
class LoginPageTest {

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void withoutAnyLogin_thePageExplainsBearerTokens(@TempDir Path data) {
        try (SampleRun sample = SampleRun.demo(data, Map.of("auth.mechanisms", "jwt"));
                PageRun run = PageRun.desktop(chromium, sample).open()) {
            Page page = run.page();
            assertThat(page.locator("#bearer-example")).containsText("Authorization: Bearer $TOKEN");
            assertThat(page.locator("#bearer-example"))
                    .containsText(sample.application().base() + "/v1/tasks/search");
            assertThat(page.locator("#login-form")).isHidden();
            assertThat(page.locator("#demo-hint")).isHidden();
            assertThat(page.locator("#login-title")).isFocused();
            run.shoot("login-bearer");
            Axe.assertNoViolations(page);
        }
    }

    @Test
    void loginsAtProviders_areLinksThatLeadBack(@TempDir Path data) {
        try (SampleRun sample = SampleRun.demo(data);
                PageRun run = PageRun.desktop(chromium, sample)) {
            Page page = run.page();
            offer(page, new ClientConfig(false, false, true, false, false));
            page.navigate(sample.application().base() + "/#task-7");
            assertThat(page.locator("#login-links a")).hasText("Log in with Acme \"SSO\"");
            assertThat(page.locator("#login-links a"))
                    .hasAttribute("href", "/api/login?provider=acme&return=%2F%3Ftask%3D7");
            assertThat(page.locator("#login-links a")).isFocused();
            assertThat(page.locator("#login-form")).isHidden();
            assertThat(page.locator("#login-bearer")).isHidden();
            run.shoot("login-provider");
            Axe.assertNoViolations(page);

            page.navigate(sample.application().base() + "/?task=7");
            page.waitForURL("**/#task-7");
        }
    }

    @Test
    void passwordsAndProviders_areOfferedTogether(@TempDir Path data) {
        try (SampleRun sample = SampleRun.demo(data);
                PageRun run = PageRun.desktop(chromium, sample)) {
            offer(run.page(), new ClientConfig(true, true, true, false, false));
            run.open();
            assertThat(run.page().locator("#login-form")).isVisible();
            assertThat(run.page().locator("#login-or")).isVisible();
            assertThat(run.page().locator("#login-links a")).hasCount(1);
            assertThat(run.page().locator("#username")).isFocused();
            run.shoot("login-both");
        }
    }

    @Test
    void config_isReadFromTheMechanisms() {
        assertEquals(
                new ClientConfig(false, true, false, true, false),
                ClientConfig.of(Set.of("cookie", "jwt"), true, false));
        assertEquals(new ClientConfig(true, false, true, false, true), ClientConfig.of(Set.of("login"), false, true));
    }

    /** Lets the server offer this, and one log-in at a provider. */
    private static void offer(Page page, ClientConfig config) {
        answer(page, "**/client-config.json", config.json());
        answer(page, "**/api/login-options", """
                [{"name":"acme","title":"Acme \\"SSO\\"","kind":"openid","url":"/api/login?provider=acme"},
                 {"name":"local","title":"Name and password","kind":"password","url":"/"}]""");
    }

    private static void answer(Page page, String url, String json) {
        page.route(
                url,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }
}
