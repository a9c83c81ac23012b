package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the page and their headers. */
class PageFilesTest {

    private static SampleRun sample;
    private static Http http;

    @BeforeAll
    static void start(@TempDir Path data) {
        sample = SampleRun.demo(data);
        http = sample.http();
    }

    @AfterAll
    static void stop() {
        if (sample != null) {
            sample.close();
        }
    }

    @Test
    void page_runsNothingThatIsNotItsOwn() {
        Http.Answer page = http.get("/");

        assertEquals(200, page.status());
        assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'self';"), page::toString);
        assertFalse(page.header("Content-Security-Policy").contains("unsafe"), page::toString);
        assertEquals("same-origin", page.header("Referrer-Policy"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertFalse(page.body().matches("(?s).*<script(?! src=).*"), "a script inside the page");
        assertFalse(page.body().matches("(?s).* style=.*"), "a style inside the page");
    }

    @Test
    void logoutPage_aloneLeadsToOtherSites() {
        assertTrue(policy("/").contains("form-action 'self';"), policy("/"));
        assertTrue(policy("/logout").contains("form-action 'self' http: https:;"), policy("/logout"));
        assertTrue(policy("/logout").startsWith("default-src 'self';"), policy("/logout"));
    }

    private static String policy(String path) {
        return http.get(path).header("Content-Security-Policy");
    }

    @Test
    void unchangedPage_isNotSentAgain() {
        Http.Answer first = http.get("/");

        Http.Answer second = http.get("/", "If-None-Match", first.header("ETag"));

        assertEquals("no-cache", first.header("Cache-Control"));
        assertEquals(304, second.status());
        assertEquals("", second.body());
    }

    @Test
    void filesOfThePage_areKeptForeverUnderPathsThatChangeWithThem() {
        Http.Answer script = http.get(asset("tasklist.js"));
        Http.Answer library = http.get(asset("lib/form-js/form-viewer.js"));

        assertEquals("public, max-age=31536000, immutable", script.header("Cache-Control"));
        assertEquals(
                "text/javascript; charset=utf-8", script.header("Content-Type").toLowerCase(Locale.ROOT));
        assertEquals(200, library.status());
        assertEquals(
                304,
                http.get(asset("tasklist.js"), "If-None-Match", script.header("ETag"))
                        .status());
    }

    @Test
    void licensesOfThePage_areServed() {
        Http.Answer notice = http.get(asset("NOTICE.txt"));

        assertTrue(http.get("/").body().contains(asset("NOTICE.txt")));
        List<String> named = Pattern.compile("lib/[\\w./-]+\\.txt")
                .matcher(notice.body())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertEquals(3, named.size(), named::toString);
        assertAll(named.stream()
                .map(file -> () -> assertEquals(200, http.get(asset(file)).status(), file)));
    }

    @Test
    void fileThatIsNone_isNotFound() {
        assertEquals(404, http.get(asset("other.js")).status());
        assertEquals(404, http.get("/assets/tasklist.js").status());
        assertEquals(404, http.get("/assets").status());
    }

    @Test
    void clientConfig_saysWhatIsOffered() {
        Http.Answer config = http.get("/client-config.json");

        assertEquals("no-store", config.header("Cache-Control"));
        assertEquals(Http.json("""
                        {"demo":true,"passwordLogin":true,"loginOptions":null,"logoutPage":null,\
                        "logoutUrl":"/api/logout","passkeys":null,"startProcess":true}"""), config.json());
    }

    /** Returns the path of a file of the page. */
    private String asset(String name) {
        String page = http.get("/").body();
        int start = page.indexOf("/assets/");
        return page.substring(start, page.indexOf('/', start + "/assets/".length()) + 1) + name;
    }
}
