package dev.gatehouse.samples.tasklist;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's Chromium, without anything that the driver would download. */
final class Chromium implements AutoCloseable {

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    /** Only ends what hangs. */
    private static final double PATIENCE_MILLIS = 300_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. Where there is none the test is skipped, and fails where CI says that everything must be there. */
    static Chromium start(String... switches) {
        Prerequisite.require(
                Files.isExecutable(EXECUTABLE),
                EXECUTABLE + " is not installed; with it (apt-get install chromium) this test runs");
        List<String> arguments = new ArrayList<>(List.of(switches));
        // The sandbox of Chromium does not work for root and in most containers.
        arguments.addAll(List.of("--no-sandbox", "--disable-dev-shm-usage"));
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(EXECUTABLE)
                                .setHeadless(true)
                                .setTimeout(PATIENCE_MILLIS)
                                .setArgs(arguments)));
    }

    /** Opens a window of its own, with no cookies yet. */
    BrowserContext window(int width, int height) {
        return window(new Browser.NewContextOptions().setViewportSize(width, height));
    }

    /** Opens a window of its own, with no cookies yet. */
    BrowserContext window(Browser.NewContextOptions options) {
        BrowserContext window = browser.newContext(options);
        window.setDefaultTimeout(PATIENCE_MILLIS);
        return window;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
