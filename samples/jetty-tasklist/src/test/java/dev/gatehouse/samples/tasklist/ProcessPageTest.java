package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.samples.tasklist.web.ClientConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diagram of a process, and its start. */
class ProcessPageTest {

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static SampleRun sample;

    private PageRun run;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        sample = SampleRun.demo(data);
    }

    @AfterAll
    static void stop() {
        if (sample != null) {
            sample.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        run = PageRun.desktop(chromium, sample);
        page = run.page();
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void diagram_marksTheTask() {
        run.logIn("demo");
        page.locator("#tasks a", new Page.LocatorOptions().setHasText("Approve invoice"))
                .first()
                .click();

        page.locator("#diagram summary").click();

        assertThat(page.locator(".canvas .this-task")).hasAttribute("data-element-id", "approve-invoice");
        assertThat(page.locator(".canvas"))
                .hasAttribute(
                        "aria-label",
                        "Diagram of the process “Invoice approval”. " + "The step “Approve invoice” is marked.");
        assertThat(page.locator(".bjs-powered-by")).isVisible();
        Locator shape = page.locator(".canvas .this-task rect").first();
        double before = shape.boundingBox().width;
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Zoom in"))
                .click();
        page.waitForCondition(() -> shape.boundingBox().width > before);
        run.shoot("diagram");
    }

    @Test
    void diagram_isVisibleInTheDarkAndFollowsTheScheme() {
        try (PageRun dark = PageRun.dark(chromium, sample, false)) {
            dark.logIn("demo");
            Page darkPage = dark.page();
            darkPage.locator("#tasks a", new Page.LocatorOptions().setHasText("Approve invoice"))
                    .first()
                    .click();

            darkPage.locator("#diagram summary").click();

            Locator icon = darkPage.locator(".canvas .this-task .djs-visual > path");
            assertThat(icon).hasCount(3);
            Locator person = icon.first();
            assertThat(person).hasCSS("stroke", "rgb(232, 236, 243)");
            assertThat(person).hasCSS("stroke-width", "1.25px");
            dark.shoot("dark-diagram");

            darkPage.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));

            assertThat(person).hasCSS("stroke", "rgb(23, 32, 46)");
            assertThat(person).hasCSS("stroke-width", "0.5px");
        }
    }

    @Test
    void serverWithoutStarter_offersNoStart() {
        answer("**/client-config.json", 200, new ClientConfig(true, true, false, false, false).json());
        run.logIn("demo");

        assertThat(page.locator("#open-start")).isHidden();
    }

    @Test
    void process_isStartedWithItsForm() {
        run.logIn("demo");
        page.locator("#open-start").click();
        assertThat(page.locator("#start h1")).isFocused();
        page.locator("#start-process").selectOption("Travel request");
        page.getByLabel("Destination").fill("Lima");
        page.locator("#start-now").click();
        assertThat(page.locator("#problem")).containsText("fields of the form need your attention");
        run.shoot("start");
        page.getByLabel("Departure").fill("03/01/2031");
        page.getByLabel("Departure").press("Enter");
        page.getByLabel("Return").fill("03/09/2031");
        page.getByLabel("Return").press("Enter");
        page.getByLabel("Estimated cost (EUR)").fill("1200");
        page.getByLabel("Purpose").fill("Fair");

        Request request =
                page.waitForRequest("**/start", () -> page.locator("#start-now").click());

        assertEquals(
                "/v1/internal/processes/travel-request/start",
                URI.create(request.url()).getPath());
        assertEquals(
                Map.of(
                        "destination", "\"Lima\"",
                        "departure", "\"2031-03-01\"",
                        "return", "\"2031-03-09\"",
                        "estimatedCost", "1200",
                        "purpose", "\"Fair\""),
                PageRun.variables(request));
        assertThat(page.locator("#status")).hasText("“Travel request” is started.");
        assertThat(page.locator("#open-start")).isFocused();
        // The demonstration stores the first task of the new instance, and the list shows it.
        Locator first = page.locator("#tasks a").first();
        assertThat(first).containsText("Approve travel");
        first.click();
        assertThat(page.locator("#task").getByLabel("Destination")).hasValue("Lima");
    }

    @Test
    void processThatCannotBeStarted_isToldInWords() {
        answer("**/start", 501, "{\"status\":501,\"message\":\"This server has no process engine.\"}");
        run.expect(501).logIn("demo");
        page.locator("#open-start").click();
        page.locator("#start-process").selectOption("Invoice approval");

        page.locator("#start-now").click();

        assertThat(page.locator("#problem")).containsText("no process engine");
        page.locator("#cancel-start").click();
        assertThat(page.locator("#open-start")).isFocused();
    }

    @Test
    void readerOfTasks_isOfferedNoStart() {
        run.logIn("view");

        assertThat(page.locator("#open-start")).isHidden();
    }

    private void answer(String url, int status, String json) {
        page.route(
                url,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("application/json")
                        .setBody(json)));
    }
}
