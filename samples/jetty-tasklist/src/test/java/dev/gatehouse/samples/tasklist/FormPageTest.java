package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows in forms, and what it writes back. */
class FormPageTest {

    private static final String BIG = "9007199254740993";

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static SampleRun sample;
    private static Map<String, String> ids;

    private PageRun run;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        try (PageCases cases = PageCases.in(data)) {
            ids = FormCases.store(cases);
        }
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
    void logIn() {
        run = PageRun.desktop(chromium, sample).logIn("demo");
        page = run.page();
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void whatNobodyTouched_isNotWritten() {
        open("untouched");
        assertThat(field("Big number")).hasValue(BIG);
        field("Comment").fill("seen");
        run.shoot("form");

        assertEquals(Map.of("comment", "\"seen\""), run.complete());

        assertEquals(BIG, run.stored(ids.get("untouched"), "big"));
        assertEquals("1.0", run.stored(ids.get("untouched"), "rate"));
        assertEquals("[\"a\"]", run.stored(ids.get("untouched"), "tags"));
        assertEquals("12345678901234567890", run.stored(ids.get("untouched"), "unseen"));
        run.assertFocused();
    }

    @Test
    void bigNumberThatIsChanged_keepsItsDigits() {
        open("touched");
        field("Big number").fill("9007199254740995");

        assertEquals(Map.of("big", "9007199254740995"), run.complete());
    }

    @Test
    void memberThatIsChanged_leavesTheOthersAsTheyAre() {
        open("member");
        field("Amount").fill("2");
        field("Text").nth(1).fill("zwei");

        assertEquals(
                Map.of(
                        "order",
                        "{\"id\":9007199254740993,\"amount\":2,\"labels\":[\"x\"]}",
                        "lines",
                        "[{\"text\":\"one\",\"number\":1.0},{\"text\":\"zwei\",\"number\":9007199254740993}]"),
                run.complete());
    }

    @Test
    void rowThatIsRemoved_leavesTheOthersAsTheyAre() {
        open("row");
        page.locator(".fjs-repeat-row-remove").first().click();
        assertThat(field("Text")).hasCount(1);

        assertEquals(Map.of("lines", "[{\"text\":\"two\",\"number\":9007199254740993}]"), run.complete());
    }

    @Test
    void fieldThatIsWrong_isNamedAndGetsTheFocus() {
        open("company");
        page.locator("#complete").click();
        assertThat(page.locator("#problem")).hasText("One field of the form needs your attention.");
        assertThat(page.locator("#task input[type=radio]").first()).isFocused();

        page.getByRole(AriaRole.RADIO, named("Company")).check();
        field("VAT number").fill("12");
        page.locator("#complete").click();
        assertThat(field("VAT number")).isFocused();
        field("VAT number").fill("DE123");
        // The options come from a variable.
        page.locator(".fjs-select-display, .fjs-select-placeholder").first().click();
        page.getByText("Peru", new Page.GetByTextOptions().setExact(true)).click();

        assertEquals(
                Map.of("kind", "\"company\"", "company", "{\"vat\":\"DE123\"}", "country", "\"pe\"", "agreed", "false"),
                run.complete());
    }

    @Test
    void fieldThatIsHiddenAgain_isNotWritten() {
        open("private");
        page.getByRole(AriaRole.RADIO, named("Company")).check();
        field("VAT number").fill("DE123");
        page.getByRole(AriaRole.RADIO, named("Private")).check();
        assertThat(field("VAT number")).hasCount(0);

        assertEquals(Map.of("kind", "\"private\"", "agreed", "false"), run.complete());
    }

    @Test
    void timesThatNobodyTouched_keepTheirZone() {
        open("time");
        field("Comment").fill("seen");

        assertEquals(Map.of("comment", "\"seen\""), run.complete());
    }

    @Test
    void timeThatIsChanged_isWrittenWithItsZone() {
        open("times");
        Locator time = field("Pick-up time");
        time.fill("11:30");
        time.press("Enter");

        // The browser of this test is in UTC.
        assertEquals(Map.of("pickup", "\"2026-03-01T11:30+00:00\""), run.complete());
    }

    @Test
    void form_isThatOfTheVersionOfTheTask() {
        open("old");
        assertThat(field("Old field")).isVisible();
        open("new");
        assertThat(field("New field")).isVisible();
    }

    @Test
    void formThatIsMissing_isNamed() {
        run.expect(404);
        open("missing");
        assertThat(page.locator("#task")).containsText("The form “nowhere” of this task does not exist");
        open("custom");
        assertThat(page.locator("#task")).containsText("the form “app:react-form” of another application");
    }

    @Test
    void rowsOfVariables_areWrittenAsTyped() {
        open("custom");
        page.locator("#add-variable").click();
        page.locator(".variable-name").fill("rate");
        page.locator(".variable-value").fill("1.0");
        page.locator("#add-variable").click();
        page.locator(".remove").nth(1).click();
        run.assertFocused();
        page.locator(".variable-value").press("Enter");

        assertThat(page.locator("#status")).containsText("is completed");
        assertEquals("1.0", run.stored(ids.get("custom"), "rate"));
    }

    @Test
    void draft_isShownAgainAndWritten() {
        open("draft");
        field("Comment").fill("half");
        page.locator("#save-draft").click();
        assertThat(page.locator("#status")).hasText("The draft is saved.");
        assertThat(page.locator("#save-draft")).isFocused();
        page.locator("#variables summary").click();
        assertThat(page.locator("#variables")).containsText("Draft half");
        run.shoot("draft");

        page.reload();
        assertThat(field("Comment")).hasValue("half");

        assertEquals(Map.of("comment", "\"half\""), run.complete());
    }

    @Test
    void whatIsHalfTyped_isKeptWhileOtherTasksAreOpen() {
        open("typed");
        field("Comment").fill("half");

        open("refreshed");
        assertThat(field("Comment")).hasValue("");
        open("typed");

        assertThat(field("Comment")).hasValue("half");
        assertThat(page.locator("#unsaved")).containsText("not saved yet");
        assertEquals(Map.of("comment", "\"half\""), run.complete());
    }

    @Test
    void whatWasTyped_isDiscardedOnDemand() {
        open("refreshed");
        field("Comment").fill("half");
        open("new");
        open("refreshed");

        page.locator("#discard").click();

        assertThat(page.locator("#discard")).hasCount(0);
        assertThat(field("Comment")).hasValue("");
        run.assertFocused();
    }

    @Test
    void watermark_isVisible() {
        open("refreshed");
        assertThat(page.locator(".fjs-powered-by a")).isVisible();
        assertThat(page.locator(".fjs-powered-by a")).hasAttribute("href", "https://bpmn.io");
    }

    private void open(String name) {
        run.openTask(ids.get(name));
    }

    private Locator field(String label) {
        return page.getByRole(AriaRole.TEXTBOX, named(label));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
