package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.NewTask;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people and one task. */
class ConflictPageTest {

    @TempDir
    static Path data;

    private static final Map<String, String> IDS = new HashMap<>();
    private static Chromium chromium;
    private static SampleRun sample;

    private PageRun run;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        try (PageCases cases = PageCases.in(data)) {
            cases.form("note", "{\"type\":\"textfield\",\"id\":\"f-note\",\"key\":\"note\",\"label\":\"Note\"}");
            for (String name : new String[] {"claimed", "listed", "quiet"}) {
                IDS.put(name, cases.add(task(cases, name)));
            }
            for (String name : new String[] {"completed", "drafted", "typing"}) {
                IDS.put(name, cases.add(task(cases, name).assignee("demo")));
            }
        }
        sample = SampleRun.demo(data);
    }

    private static NewTask task(PageCases cases, String name) {
        return cases.basis(name).form(FormLink.deployed("note", null));
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

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void taskThatAnotherClaimedFirst_isReadAgain() {
        open(PageRun.desktop(chromium, sample), "claimed");
        run.expect(400).as("act", IDS.get("claimed"), "assign");

        page.locator("#claim").click();

        assertThat(page.locator("#problem")).hasText("“claimed” was claimed by act in the meantime.");
        assertThat(page.locator("#task .note").last()).hasText("act is working on this task.");
        assertThat(page.locator("#unclaim")).isVisible();
        assertThat(page.locator("#task h1")).isFocused();
    }

    @Test
    void taskThatAnotherCompleted_keepsWhatWasTyped() {
        open(PageRun.desktop(chromium, sample), "completed");
        page.getByLabel("Note").fill("typed");
        run.expect(400).as("act", IDS.get("completed"), "unassign");
        run.as("act", IDS.get("completed"), "assign");
        run.as("act", IDS.get("completed"), "complete");

        page.locator("#complete").click();

        assertThat(page.locator("#problem")).hasText("“completed” was completed by act in the meantime.");
        assertThat(page.getByLabel("Note")).hasValue("typed");
        assertThat(page.locator("#complete")).hasCount(0);
        run.assertFocused();
    }

    @Test
    void draftOfATaskThatAnotherHas_isKeptAndSavedLater() {
        open(PageRun.desktop(chromium, sample), "drafted");
        page.getByLabel("Note").fill("typed");
        run.expect(400).as("act", IDS.get("drafted"), "unassign");

        page.locator("#save-draft").click();
        assertThat(page.locator("#problem")).hasText("“drafted” was given back in the meantime.");
        assertThat(page.locator("#unsaved")).containsText("kept on this page");
        page.locator("#claim").click();
        assertThat(page.locator("#status")).hasText("The task is yours.");

        assertThat(page.getByLabel("Note")).hasValue("typed");
        assertEquals(Map.of("note", "\"typed\""), run.complete());
    }

    @Test
    void changeUnderThePersonsHands_isToldAndNothingIsReplaced() {
        open(PageRun.refreshing(chromium, sample), "typing");
        page.getByLabel("Note").fill("half-typ");

        run.as("act", IDS.get("typing"), "unassign");

        assertThat(page.locator("#changed")).containsText("“typing” was given back in the meantime.");
        assertThat(page.getByLabel("Note")).hasValue("half-typ");
        assertThat(page.getByLabel("Note")).isFocused();
        page.locator("#show-current").click();
        assertThat(page.locator("#claim")).isVisible();
        assertThat(page.getByLabel("Note")).hasValue("half-typ");
        run.assertFocused();
    }

    @Test
    void taskThatNobodyWorksOn_isShownAnewByItself() {
        open(PageRun.refreshing(chromium, sample), "quiet");
        page.locator("#tasks a").first().focus();

        run.as("act", IDS.get("quiet"), "assign");

        assertThat(page.locator("#status")).hasText("“quiet” was claimed by act in the meantime.");
        assertThat(page.locator("#task .note").last()).hasText("act is working on this task.");
        assertThat(page.locator("#tasks a").first()).isFocused();
    }

    @Test
    void list_isRefreshedByItselfAndKeepsTheFocus() {
        run = PageRun.refreshing(chromium, sample).logIn("demo");
        page = run.page();
        page.locator("#tasks a", new Page.LocatorOptions().setHasText("listed")).focus();

        run.as("act", IDS.get("listed"), "assign");

        assertThat(page.locator("#tasks a", new Page.LocatorOptions().setHasText("listed")))
                .containsText("act");
        assertThat(page.locator("#tasks a", new Page.LocatorOptions().setHasText("listed")))
                .isFocused();
        page.locator("#view").selectOption("unassigned");
        assertThat(page.locator("#tasks a", new Page.LocatorOptions().setHasText("listed")))
                .hasCount(0);
        run.assertFocused();
    }

    private void open(PageRun opened, String name) {
        run = opened.logIn("demo");
        page = run.page();
        run.openTask(IDS.get(name));
        // The form is there.
        assertThat(page.getByLabel("Note")).isVisible();
    }
}
