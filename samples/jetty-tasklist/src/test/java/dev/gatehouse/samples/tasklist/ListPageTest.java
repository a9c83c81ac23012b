package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters of the list, and what it does with long names. */
class ListPageTest {

    private static final String LONG = "W".repeat(120);

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static SampleRun sample;
    private static String longTask;

    private PageRun run;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        try (PageCases cases = PageCases.in(data)) {
            Instant due = Instant.parse("2031-05-10T12:00:00Z");
            cases.add(cases.basis("due").dueDate(due));
            cases.add(cases.basis("later").dueDate(due.plusSeconds(86_400)));
            cases.add(cases.basis("follow").followUpDate(due));
            cases.add(cases.basis("grouped").candidateGroups("auditors"));
            cases.add(cases.basis("personal").candidateUsers("eva"));
            cases.add(cases.basis("valued").processVariables(Map.of("big", "9007199254740993")));
            cases.add(cases.basis("other value").processVariables(Map.of("big", "9007199254740992")));
            cases.add(cases.basis("worded").processVariables(Map.of("word", "\"late\"")));
            longTask = cases.add(cases.basis(LONG)
                    .assignee("demo")
                    .candidateGroups(LONG)
                    .processVariables(Map.of("taskContextDisplayName", "\"" + LONG + "\"", LONG, "\"" + LONG + "\"")));
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

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void filters_findTasks() {
        run = PageRun.desktop(chromium, sample).logIn("demo");
        page = run.page();
        page.locator("#more-filters-title").click();

        page.locator("#candidate-group").fill("auditors");
        page.locator("#candidate-group").press("Enter");
        assertListed("grouped");
        clear();
        page.locator("#candidate-user").fill("eva");
        page.locator("#candidate-user").press("Enter");
        assertListed("personal");
        clear();
        page.locator("#due-from").fill("2031-05-10");
        page.locator("#due-to").fill("2031-05-10");
        page.locator("#due-to").press("Enter");
        assertListed("due");
        page.locator("#due-to").fill("2031-05-11");
        page.locator("#due-to").press("Enter");
        page.locator("#sort").selectOption("dueDate");
        assertListed("due", "later");
        run.shoot("filters");
        clear();
        page.locator("#follow-up-from").fill("2031-01-01");
        page.locator("#follow-up-from").press("Enter");
        assertListed("follow");
        clear();
        page.locator("#variable-name").fill("big");
        page.locator("#variable-value").fill("9007199254740993");
        page.locator("#variable-value").press("Enter");
        assertListed("valued");
        page.locator("#variable-name").fill("word");
        page.locator("#variable-value").fill("late");
        page.locator("#variable-value").press("Enter");
        assertListed("worded");
        clear();
        assertThat(page.locator("#more-filters-title")).hasText("More filters");
        page.locator("#process").selectOption("9001");
        assertThat(page.locator("#tasks .name")).hasCount(9);
    }

    @Test
    void moreTasks_areAddedAndTheFirstOfThemGetsTheFocus() {
        run = PageRun.desktop(chromium, sample).logIn("demo");
        page = run.page();
        page.locator("#view").selectOption("completed");
        page.locator("#view").selectOption("open");
        assertThat(page.locator("#tasks a")).hasCount(20);

        page.locator("#more").click();

        assertThat(page.locator("#tasks a").nth(20)).isFocused();
    }

    @Test
    void longNames_wrap() {
        run = PageRun.phone(chromium, sample).logIn("demo");
        page = run.page();
        assertThat(page.locator("#tasks .name", new Page.LocatorOptions().setHasText(LONG)))
                .isVisible();
        run.assertNoSidewaysScrolling();
        run.shoot("phone-long-list");

        run.openTask(longTask);
        assertThat(page.locator("#variables")).containsText(LONG);
        run.assertNoSidewaysScrolling();
        run.shoot("phone-long-task");
    }

    private void clear() {
        page.locator("#clear-filters").click();
        assertThat(page.locator("#more-filters-title")).isFocused();
    }

    private void assertListed(String... names) {
        Locator listed = page.locator("#tasks .name");
        assertThat(listed).hasText(names);
        assertEquals(List.of(names), listed.allTextContents());
    }
}
