package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A window of Chromium on the page of a sample. */
final class PageRun implements AutoCloseable {

    private static final int PHONE = 390;

    /** News vanish after some seconds. Here they stay until the next, however late a test looks for them. */
    private static final String PATIENT_NEWS = """
            const later = window.setTimeout;
            window.setTimeout = (work, millis, ...rest) => millis >= 1000 ? 0 : later(work, millis, ...rest);""";

    /** Refreshes come soon, so that a test need not wait for them. */
    private static final String SOON = """
            const often = window.setInterval;
            window.setInterval = (work, millis, ...rest) => often(work, Math.min(millis, 100), ...rest);""";

    private final SampleRun sample;
    private final BrowserContext context;
    private final Page page;
    private final Complaints complaints = new Complaints();

    private PageRun(SampleRun sample, BrowserContext context) {
        this.sample = sample;
        this.context = context;
        context.addInitScript(PATIENT_NEWS);
        this.page = context.newPage();
        complaints.listenTo(page);
    }

    static PageRun desktop(Chromium chromium, SampleRun sample) {
        return new PageRun(sample, chromium.window(1280, 900));
    }

    /** Opens a window in which the page refreshes itself many times a second. */
    static PageRun refreshing(Chromium chromium, SampleRun sample) {
        PageRun run = desktop(chromium, sample);
        run.context.addInitScript(SOON);
        return run;
    }

    static PageRun phone(Chromium chromium, SampleRun sample) {
        return new PageRun(sample, chromium.window(PHONE, 844));
    }

    static PageRun dark(Chromium chromium, SampleRun sample, boolean phone) {
        return new PageRun(
                sample,
                chromium.window(new Browser.NewContextOptions()
                        .setViewportSize(phone ? PHONE : 1280, phone ? 844 : 900)
                        .setColorScheme(ColorScheme.DARK)));
    }

    Page page() {
        return page;
    }

    /** Expects that the API refuses with this status. */
    PageRun expect(int status) {
        complaints.expect(status);
        return this;
    }

    PageRun open() {
        page.navigate(sample.application().base().toString());
        assertThat(page.locator("#login-title")).isVisible();
        return this;
    }

    PageRun logIn(String user) {
        open();
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#login-button").click();
        assertThat(page.locator("#tasks a").first()).isVisible();
        return this;
    }

    /** Opens a task by its address and waits until it is shown. */
    Locator openTask(String id) {
        page.evaluate("id => { location.hash = 'task-' + id; }", id);
        Locator task = page.locator("#task");
        assertThat(task).hasAttribute("data-id", id);
        assertThat(task.locator("h1")).isVisible();
        return task;
    }

    /** Completes the open task and returns what the page sent, name to JSON. */
    Map<String, String> complete() {
        Request request = page.waitForRequest(
                sent -> sent.method().equals("PATCH") && sent.url().endsWith("/complete"),
                () -> page.locator("#complete").click());
        assertThat(page.locator("#status")).containsText("is completed");
        return variables(request);
    }

    /** Returns the variables that a request contains, name to JSON. */
    static Map<String, String> variables(Request request) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode each : Http.json(request.postData()).get("variables")) {
            variables.put(each.get("name").asText(), each.get("value").asText());
        }
        return variables;
    }

    /** Returns a stored variable of a task as JSON. */
    String stored(String task, String name) {
        String body = "{\"includeVariables\":[{\"name\":\"" + name + "\",\"alwaysReturnFullValue\":true}]}";
        Http.Answer answer =
                sample.http().postJson("/v1/tasks/" + task + "/variables/search", body, "Cookie", sample.login("demo"));
        return answer.json().at("/0/value").asText();
    }

    /** Changes a task as another user, over the API. */
    void as(String user, String task, String change) {
        Http.Answer answer =
                sample.http().patch("/v1/tasks/" + task + "/" + change, "{}", "Cookie", sample.login(user));
        assertEquals(200, answer.status(), answer::toString);
    }

    /** The focus is somewhere, so that the next key does something. */
    void assertFocused() {
        assertNotEquals("BODY", page.evaluate("document.activeElement.tagName"));
    }

    void assertNoSidewaysScrolling() {
        assertEquals(false, page.evaluate("""
                [document.documentElement, document.querySelector('.list')]
                    .some(each => each.scrollWidth > each.clientWidth)"""));
    }

    /** The working directory is that of the build's results. */
    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("screenshots", name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), complaints.texts());
    }
}
