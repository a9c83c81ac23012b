package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.gatehouse.samples.tasklist.web.Resources;
import java.util.List;

/** Checks pages with axe-core: all rules, best practices too. */
final class Axe {

    private static final String SOURCE = Resources.text("/axe.min.js");

    private Axe() {}

    static void assertNoViolations(Page page) {
        page.evaluate(SOURCE);
        Object found = page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
                    ({id, nodes}) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))""");
        assertEquals(List.of(), found);
    }
}
