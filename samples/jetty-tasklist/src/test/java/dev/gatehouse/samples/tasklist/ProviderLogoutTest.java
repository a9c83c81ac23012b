package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.accounts.Client;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page logs out people who logged in at a provider, there as well as here, and people with a password. */
class ProviderLogoutTest {

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static IdentityProvider provider;
    private static SampleRun sample;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        provider = IdentityProvider.demo().start();
        sample = SampleRun.demo(
                data,
                Map.of(
                        "auth.mechanisms", "login, cookie",
                        "auth.sessions", "memory",
                        "auth.login.provider", "camunda",
                        "auth.login.title", "Example Inc.",
                        "auth.login.issuer", provider.keycloak().issuer(),
                        "auth.login.client-id", "tasklist",
                        "auth.login.client-secret", "tasklist-secret",
                        "auth.login.audience", "tasklist-api",
                        "auth.login.name-prefix", "corp:"),
                "--no-idp");
        provider.register(Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris(base() + "/identity-callback")
                .postLogoutRedirectUris(base() + "/")
                .build());
    }

    @AfterAll
    static void stop() {
        if (sample != null) {
            sample.close();
        }
        if (provider != null) {
            provider.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static URI base() {
        return sample.application().base();
    }

    private static String cookies(Page page) {
        return page.context().cookies(base().toString()).toString();
    }

    private static void logInAtTheProvider(Page page) {
        page.locator("#login-links a").click();
        page.locator("input[name=username]").fill("demo");
        page.locator("input[name=password]").fill("demo");
        page.locator("button").click();
        page.waitForURL(base() + "/");
        assertThat(page.locator("#user")).hasText("Demo User");
    }

    @Test
    void personOfTheProvider_isLoggedOutThereToo() {
        try (PageRun run = PageRun.desktop(chromium, sample).open()) {
            Page page = run.page();
            logInAtTheProvider(page);

            page.locator("#logout").click();

            page.waitForURL(base() + "/");
            assertThat(page.locator("#login-title")).isVisible();
            assertEquals("[]", cookies(page));
            // The provider asks for the password again.
            logInAtTheProvider(page);
        }
    }

    @Test
    void personWithAPassword_isLoggedOutHere() {
        try (PageRun run = PageRun.desktop(chromium, sample).logIn("demo")) {
            Page page = run.page();

            page.locator("#logout").click();

            page.waitForURL(base() + "/");
            assertThat(page.locator("#login-title")).isVisible();
            assertEquals("[]", cookies(page));
        }
    }

    @Test
    void linkOfAnotherSite_showsAButton() {
        try (PageRun run = PageRun.desktop(chromium, sample).open()) {
            Page page = run.page();
            logInAtTheProvider(page);

            page.navigate("about:blank");
            page.navigate(base() + "/logout");

            assertThat(page.locator("#logout-form button")).isVisible();
            run.shoot("logout");
            Axe.assertNoViolations(page);
            page.locator("a").click();
            assertThat(page.locator("#user")).hasText("Demo User");

            page.navigate(base() + "/logout");
            page.locator("#logout-form button").click();
            assertThat(page.locator("#login-title")).isVisible();
            assertEquals("[]", cookies(page));
        }
    }
}
