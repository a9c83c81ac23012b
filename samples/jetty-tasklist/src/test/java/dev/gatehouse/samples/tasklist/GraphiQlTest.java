package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GraphiQL in a real browser, under the policy that it is served with. */
class GraphiQlTest {

    @TempDir
    Path data;

    @Test
    void page_readsTheSchemaAndAnswersQueries() {
        try (SampleRun sample = SampleRun.demo(data);
                Chromium chromium = Chromium.start()) {
            Complaints complaints = new Complaints();
            BrowserContext context = chromium.window(1280, 900);
            Page page = context.newPage();
            complaints.listenTo(page);
            String base = sample.application().base().toString();
            page.navigate(base + "/");
            page.evaluate("fetch('/api/login', { method: 'POST', body: new URLSearchParams("
                    + "{ username: 'demo', password: 'demo' }) }).then(answer => answer.status)");
            page.navigate(base + "/graphiql");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Execute query")))
                    .click();
            assertThat(page.locator(".result-window")).containsText("\"userId\": \"demo\"");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show Documentation Explorer"))
                    .click();
            assertThat(page.locator(".graphiql-doc-explorer")).containsText("Mutation");
            assertEquals(List.of(), complaints.texts());
        }
    }
}
