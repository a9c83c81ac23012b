package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for people who do not use a mouse, see little, or have a phone. */
class AccessiblePageTest {

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static SampleRun sample;
    private static Map<String, String> ids;

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

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "phone", "dark", "dark-phone"})
    void axe_findsNothing(String kind) {
        try (PageRun run = window(kind)) {
            Page page = run.open().page();
            assertThat(page.locator("#username")).isFocused();
            Axe.assertNoViolations(page);
            run.shoot(kind + "-login");

            run.logIn("demo");
            page.locator("#more-filters-title").click();
            Axe.assertNoViolations(page);
            run.assertNoSidewaysScrolling();
            run.shoot(kind + "-list");

            run.openTask(ids.get("company"));
            page.locator("#complete").click();
            assertThat(page.locator("#problem")).isVisible();
            page.locator("#variables summary").click();
            page.locator("#diagram summary").click();
            assertThat(page.locator(".canvas .this-task")).isVisible();
            Axe.assertNoViolations(page);
            run.assertNoSidewaysScrolling();
            run.shoot(kind + "-form");

            for (String name : new String[] {"member", "times", "custom", "untouched"}) {
                run.openTask(ids.get(name));
                Axe.assertNoViolations(page);
                run.assertNoSidewaysScrolling();
                run.shoot(kind + "-" + name);
            }
        }
    }

    @Test
    void keyboard_isEnoughAndTheFocusIsNeverLost() {
        try (PageRun run = PageRun.desktop(chromium, sample).open()) {
            Page page = run.page();
            type(page, "demo", "Tab", "demo", "Enter");
            assertThat(page.locator("#list-title")).isFocused();
            tabTo(run, "#view");
            tabTo(run, "#tasks a");
            press(run, "Enter");
            assertThat(page.locator("#task h1")).isFocused();
            tabTo(run, "#unclaim");
            press(run, "Enter");
            assertThat(page.locator("#status")).hasText("Task given back.");
            run.assertFocused();
            tabTo(run, "#claim");
            press(run, "Enter");
            assertThat(page.locator("#status")).hasText("The task is yours.");
            run.assertFocused();
            tabTo(run, "#complete");
            press(run, "Enter");
            assertThat(page.locator("#status")).containsText("is completed");
            assertThat(page.locator("#list-title")).isFocused();
            page.keyboard().press("Shift+Tab");
            assertThat(page.locator("#logout")).isFocused();
            press(run, "Enter");
            assertThat(page.locator("#username")).isFocused();
        }
    }

    @Test
    void taskOnAPhone_leadsBackToItsPlaceInTheList() {
        try (PageRun run = PageRun.phone(chromium, sample).logIn("demo")) {
            Page page = run.page();
            Locator item = page.locator("#tasks a", new Page.LocatorOptions().setHasText("untouched"));
            item.click();
            assertThat(page.locator("#task h1")).isFocused();

            page.locator(".back").click();

            assertThat(item).isFocused();
        }
    }

    private static PageRun window(String kind) {
        return switch (kind) {
            case "desktop" -> PageRun.desktop(chromium, sample);
            case "phone" -> PageRun.phone(chromium, sample);
            default -> PageRun.dark(chromium, sample, kind.endsWith("phone"));
        };
    }

    private static void type(Page page, String user, String next, String password, String last) {
        assertThat(page.locator("#username")).isFocused();
        page.keyboard().type(user);
        page.keyboard().press(next);
        page.keyboard().type(password);
        page.keyboard().press(last);
    }

    /** Presses Tab until an element that matches has the focus. Behind the last element Tab leaves the page. */
    private static void tabTo(PageRun run, String selector) {
        run.page().locator(selector).first().waitFor();
        for (int i = 0; i < 60; i++) {
            press(run, "Tab");
            Object there = run.page().evaluate("selector => document.activeElement.matches(selector)", selector);
            if (there.equals(true)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    private static void press(PageRun run, String key) {
        run.page().keyboard().press(key);
        run.assertFocused();
    }
}
