package dev.gatehouse.samples.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People with a real browser and a real Keycloak, in front of two nodes. */
@ExtendWith(Keycloak.class)
class KeycloakBrowserTest {

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    /** Only ends what hangs. */
    private static final double PATIENCE_MILLIS = 120_000;

    /** The page refreshes itself sooner than it does for people. */
    private static final String SOON = """
            const often = window.setInterval;
            window.setInterval = (work, millis, ...rest) => often(work, Math.min(millis, 500), ...rest);""";

    @TempDir
    static Path folder;

    private static LoginCluster cluster;
    private static Playwright playwright;
    private static Browser chromium;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start(KeycloakServer server) throws IOException, InterruptedException {
        Prerequisite.require(
                Files.isExecutable(EXECUTABLE),
                EXECUTABLE + " is not installed; with it (apt-get install chromium) this test runs");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        // Both nodes have the same tasks.
        cluster = LoginCluster.start(
                folder,
                new KeycloakProvider(server),
                Map.of("tasklist.store.url", "jdbc:h2:file:" + folder.resolve("tasks") + ";AUTO_SERVER=TRUE"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // The sandbox of Chromium does not work for root and in most containers.
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setHeadless(true)
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void stop() throws IOException {
        if (playwright != null) {
            playwright.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.newContext();
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(SOON);
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void demo_logsInCompletesATaskAndLogsOut() throws Exception {
        int others = cluster.provider().sessions("demo");
        logIn("demo");
        assertThat(page.locator("#user")).hasText("Demo User");
        Locator task = page.locator("#tasks a", new Page.LocatorOptions().setHasText("Call the customer"))
                .first();
        String link = "#tasks a[href='" + task.getAttribute("href") + "']";
        task.click();
        page.locator("#claim").click();
        page.locator("#complete").click();
        assertThat(page.locator("#complete")).hasCount(0);
        page.locator("#view").selectOption("completed");
        assertThat(page.locator(link)).isVisible();
        assertEquals(others + 1, cluster.provider().sessions("demo"));

        page.locator("#logout").click();

        page.waitForURL(cluster.base() + "/");
        assertThat(page.locator("#login")).isVisible();
        assertEquals(others, cluster.provider().sessions("demo"));
        page.navigate(cluster.base() + "/api/login");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void nobody_isToldWhatIsMissingAndCanUseAnotherAccount() {
        page.navigate(cluster.base() + "/api/login");
        fillIn("nobody");
        assertThat(page.locator("[role=alert]").first()).containsText("READ");

        page.locator("a", new Page.LocatorOptions().setHasText("another account"))
                .click();

        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void administratorEndsTheSession_thePageAsksToLogInAgain() throws Exception {
        logIn("reader");
        cluster.provider().endSessions("reader");

        assertThat(page.locator("#login")).isVisible();
        assertThat(page.locator("#login-note")).containsText("Your session has ended");
    }

    private void logIn(String user) {
        page.navigate(cluster.base() + "/api/login");
        fillIn(user);
        page.waitForURL(cluster.base() + "/");
        assertThat(page.locator("#tasks a").first()).isVisible();
    }

    private void fillIn(String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login").click();
    }
}
