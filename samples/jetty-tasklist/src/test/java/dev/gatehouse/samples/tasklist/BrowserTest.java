package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person in front of a real browser. */
class BrowserTest {

    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;
    private static final String SESSION = "TASKLIST-SESSION";

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static SampleRun sample;

    private final Complaints complaints = new Complaints();
    private BrowserContext context;
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
        view(DESKTOP, 900);
    }

    @AfterEach
    void close() {
        context.close();
        assertEquals(List.of(), complaints.texts());
    }

    /** Waits for the tasks of a view, since those of the view before stay in the list until then. */
    private void show(String view) {
        page.locator("#view").selectOption(view);
        assertThat(page.locator("#tasks")).hasAttribute("aria-busy", "false");
    }

    @Test
    void demo_logsInClaimsAndCompletesATask() {
        logIn("demo");
        assertThat(page.locator("#user")).hasText("Demo");

        show("unassigned");
        page.locator("#tasks a", named("Approve invoice")).first().click();
        Locator task = page.locator("#task");
        assertThat(task.locator("h1")).hasText("Approve invoice");
        assertThat(task.getByLabel("Supplier", new Locator.GetByLabelOptions().setExact(true)))
                .not()
                .isEditable();
        String id = openTask();
        shoot("task");

        claim();
        assertThat(page.locator("#unclaim")).isVisible();
        page.getByLabel("Approve", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Comment").fill("Compared with the order.");
        shoot("claimed-task");
        page.locator("#complete").click();

        assertThat(page.locator("#status")).containsText("is completed");
        shoot("completed-task");
        Http.Answer stored = sample.http().get("/v1/tasks/" + id, "Cookie", sample.login("demo"));
        assertEquals("COMPLETED", stored.json().get("taskState").asText());
        assertEquals("demo", stored.json().get("assignee").asText());
        Http.Answer variables =
                sample.http().postJson("/v1/tasks/" + id + "/variables/search", "{}", "Cookie", sample.login("demo"));
        assertTrue(variables.body().contains("Compared with the order."), variables::toString);
    }

    @Test
    void taskWithoutForm_takesVariables() {
        logIn("demo");
        page.locator("#tasks a", named("Call the customer")).first().click();
        claim();
        page.locator("#add-variable").click();
        page.locator(".variable-name").fill("reached");
        page.locator(".variable-value").fill("true");
        String id = openTask();

        page.locator("#complete").click();

        assertThat(page.locator("#status")).containsText("is completed");
        Http.Answer variables = sample.http()
                .postJson(
                        "/v1/tasks/" + id + "/variables/search",
                        "{\"variableNames\":[\"reached\"]}",
                        "Cookie",
                        sample.login("demo"));
        assertEquals("true", variables.json().at("/0/value").asText());
    }

    @Test
    void longVariable_isShownWholeOnDemand() {
        logIn("demo");
        show("mine");
        page.locator("#tasks a", named("Assess claim")).first().click();
        page.locator("#variables summary").click();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the whole value"))
                .click();

        assertThat(page.locator("#task .values")).containsText("End of the report");
    }

    @Test
    void keyboardAlone_isEnough() {
        page.locator("#username").focus();
        page.keyboard().type("demo");
        page.keyboard().press("Tab");
        page.keyboard().type("demo");
        page.keyboard().press("Enter");
        assertThat(page.locator("#tasks a").first()).isVisible();

        page.locator("#tasks a").first().focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#task h1")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#task button").first()).isFocused();
    }

    @Test
    void processesThatComeLate_leaveTheListAlone() {
        List<Route> held = new ArrayList<>();
        page.route("**/v1/process-definitions/search", held::add);
        logIn("demo");
        page.locator("#tasks a").first().focus();

        page.waitForCondition(() -> !held.isEmpty());
        held.get(0).resume();

        assertThat(page.locator("#process option", named("Invoice approval")).first())
                .isAttached();
        assertThat(page.locator("#tasks a").first()).isFocused();
    }

    @Test
    void wrongPassword_isToldKindly() {
        page.locator("#username").fill("demo");
        page.locator("#password").fill("wrong");
        page.locator("#login-button").click();

        assertThat(page.locator("#login-problem")).containsText("do not match");
        assertThat(page.locator("#password")).isFocused();
        shoot("login-refused");
    }

    @Test
    void readOnlyPerson_isOfferedNothingToChange() {
        logIn("view");
        assertThat(page.locator("#who")).containsText("read only");

        page.locator("#tasks a").first().click();

        assertThat(page.locator("#task .note").last()).containsText("You may read tasks");
        assertThat(page.locator("#claim, #unclaim, #complete")).hasCount(0);
    }

    @Test
    void endedSession_leadsBackToTheLogin() {
        logIn("demo");
        String cookie = SESSION + "=" + session();
        assertEquals(
                204, sample.http().post("/api/logout", "", "Cookie", cookie).status());

        page.locator("#view").selectOption("completed");

        assertThat(page.locator("#login-note")).containsText("Your session has ended");
        fillIn("demo");
        assertThat(page.locator("#tasks a").first()).isVisible();
    }

    @Test
    void logout_endsTheSession() {
        logIn("act");
        page.locator("#logout").click();

        assertThat(page.locator("#login-note")).containsText("You are logged out");
        assertEquals("", session());
    }

    @Test
    void phone_showsListAndTaskInTurn() {
        context.close();
        view(PHONE, 844);
        shoot("phone-login");
        logIn("demo");
        shoot("phone-list");
        assertNoSidewaysScrolling();

        page.locator("#tasks a", named("Assess claim")).first().click();
        assertThat(page.locator("#task h1")).isVisible();
        assertThat(page.locator(".list")).isHidden();
        assertNoSidewaysScrolling();
        shoot("phone-task");

        page.goBack();
        assertThat(page.locator(".list")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"on,403", "off,204"})
    void loginFormOnAnotherPortOfLocalhost_isRefusedByTheGuardAlone(String guard, int status, @TempDir Path ownData)
            throws IOException {
        Map<String, String> overrides = Map.of("auth.cross-site-guard", guard);
        complaints.expect(403);
        try (SampleRun attacked = SampleRun.demo(ownData, overrides);
                AttackerPage attacker =
                        AttackerPage.against(attacked.application().base(), "act")) {
            page.navigate(attacker.url());

            Response response = page.waitForResponse(
                    answer -> answer.url().endsWith("/api/login"),
                    () -> page.getByRole(AriaRole.BUTTON).click());

            assertEquals(status, response.status());
            assertEquals(status == 403, session().isEmpty());
        }
    }

    private void view(int width, int height) {
        context = chromium.window(width, height);
        // Its messages vanish after some seconds; here each stays until the next, however late it is looked for.
        context.addInitScript("window.setTimeout = () => 0");
        page = context.newPage();
        complaints.listenTo(page);
        page.navigate(sample.application().base().toString());
        assertThat(page.locator("#login-title")).isVisible();
    }

    /** Waits for its end: its message would come after that of the next thing that is done. */
    private void claim() {
        page.locator("#claim").click();
        assertThat(page.locator("#status")).hasText("The task is yours.");
    }

    /** Returns the id of the task that the address names. */
    private String openTask() {
        return ((String) page.evaluate("location.hash")).substring("#task-".length());
    }

    private void logIn(String user) {
        fillIn(user);
        assertThat(page.locator("#tasks a").first()).isVisible();
    }

    private void fillIn(String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#login-button").click();
    }

    private String session() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElse("");
    }

    private void assertNoSidewaysScrolling() {
        Object wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertEquals(false, wider);
    }

    /** The working directory is that of the build's results. */
    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("screenshots", name + ".png"))
                .setFullPage(true));
    }

    private static Page.LocatorOptions named(String name) {
        return new Page.LocatorOptions().setHasText(Pattern.compile(name));
    }
}
