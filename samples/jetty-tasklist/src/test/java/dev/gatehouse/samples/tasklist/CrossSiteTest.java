package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Foreign pages in a real browser, against two applications that differ in the guard alone: one page on another port of
 * the same host, and one on another site. What succeeds without the guard shows that nothing else would have stopped
 * it.
 */
class CrossSiteTest {

    private static final String SESSION = "TASKLIST-SESSION";

    @TempDir
    static Path data;

    private static Chromium chromium;
    /** Asks nobody before it sends what is not its own, which shows what the guard does where browsers have holes. */
    private static Chromium careless;

    private static SampleRun guarded;
    private static SampleRun unguarded;
    private static AttackerPage attacker;

    private BrowserContext context;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        careless = Chromium.start("--disable-web-security");
        guarded = SampleRun.demo(data.resolve("guarded"));
        unguarded = SampleRun.demo(data.resolve("unguarded"), Map.of("auth.cross-site-guard", "off"));
        attacker = AttackerPage.blank();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {attacker, unguarded, guarded, careless, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    /**
     * A browser takes no Lax cookie from what a script of another site fetches; a form leads there, so it does then.
     */
    @ParameterizedTest
    @CsvSource({
        "localhost,form,on,403,false",
        "localhost,form,off,204,true",
        "localhost,fetch,on,0,false",
        "localhost,fetch,off,0,true",
        "127.0.0.1,form,on,403,false",
        "127.0.0.1,form,off,204,true",
        "127.0.0.1,fetch,on,0,false",
        "127.0.0.1,fetch,off,0,false",
    })
    void foreignPage_logsNobodyIn(String host, String way, String guard, int status, boolean loggedIn) {
        Page page = visit(chromium, host);

        int answered = attack(
                page,
                way,
                application(guard),
                "/api/login",
                "application/x-www-form-urlencoded",
                "username",
                "act",
                "password",
                "act");

        assertEquals(status, answered);
        assertEquals(loggedIn, !session().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,form,on,403",
        "localhost,form,off,204",
        "localhost,fetch,on,0",
        "localhost,fetch,off,0",
        "127.0.0.1,form,on,403",
        "127.0.0.1,form,off,204",
        "127.0.0.1,fetch,on,0",
    })
    void foreignPage_logsNobodyOut(String host, String way, String guard, int status) {
        Page page = visit(chromium, host);
        String cookie = remember(application(guard), SameSiteAttribute.LAX);

        int answered = attack(page, way, application(guard), "/api/logout", "application/x-www-form-urlencoded");

        assertEquals(status, answered);
        assertEquals(guard.equals("on") ? cookie : "", session());
        if (guard.equals("on")) {
            assertEquals(200, use(guarded, cookie));
        }
    }

    /**
     * What a page may send without asking is no JSON, and the application takes nothing else: two walls, of which the
     * guard is the first.
     */
    @ParameterizedTest
    @CsvSource({
        "localhost,form,on,403",
        "localhost,form,off,415",
        "localhost,fetch,on,0",
        "localhost,fetch,off,0",
        "127.0.0.1,form,on,403",
        "127.0.0.1,fetch,on,0",
        "127.0.0.1,fetch,off,0",
    })
    void foreignPage_completesNothingByText(String host, String way, String guard, int status) {
        Page page = visit(chromium, host);
        SampleRun application = application(guard);
        String cookie = remember(application, SameSiteAttribute.NONE);
        String task = task(application, cookie);

        int answered = attack(page, way, application, "/graphql", "text/plain", completion(task) + "//", "");

        assertEquals(status, answered);
        assertEquals("CREATED", state(application, cookie, task));
    }

    /** To a script of another site even this browser gives no cookie. */
    @ParameterizedTest
    @CsvSource({
        "localhost,on,403,CREATED",
        "localhost,off,200,COMPLETED",
        "127.0.0.1,on,401,CREATED",
        "127.0.0.1,off,401,CREATED",
    })
    void foreignPageInACarelessBrowser_completesNothingByJson(String host, String guard, int status, String state) {
        Page page = visit(careless, host);
        SampleRun application = application(guard);
        String cookie = remember(application, SameSiteAttribute.NONE);
        String task = task(application, cookie);

        int answered = attack(page, "fetch", application, "/graphql", "application/json", completion(task), "");

        assertEquals(status, answered);
        assertEquals(state, state(application, cookie, task));
    }

    private static SampleRun application(String guard) {
        return guard.equals("on") ? guarded : unguarded;
    }

    private Page visit(Chromium browser, String host) {
        context = browser.window(800, 600);
        Page page = context.newPage();
        page.navigate(attacker.url(host));
        return page;
    }

    /**
     * Sends names and values in turn and returns the status, which is 0 where the browser shows none to the page: all
     * answers forbid other origins to have them.
     */
    private static int attack(
            Page page, String way, SampleRun application, String path, String type, String... fields) {
        String url = application.application().base() + path;
        List<Object> arguments = List.of(url, type, List.of(fields));
        if (way.equals("fetch")) {
            return (Integer) page.evaluate("""
                    async ([url, type, fields]) => {
                      const pairs = fields.flatMap((name, i) => i % 2 ? [] : [[name, fields[i + 1]]]);
                      const body = type.includes('form') ? new URLSearchParams(pairs) : fields[0];
                      const mode = type.includes('json') ? 'cors' : 'no-cors';
                      const options = {method: 'POST', mode, credentials: 'include', body, headers: \
                      {'Content-Type': type}};
                      return fetch(url, options).then(answer => answer.status, () => 0);
                    }""", arguments);
        }
        String submit = """
                ([url, type, fields]) => {
                  const form = Object.assign(document.createElement('form'), {action: url, method: 'post', enctype: \
                  type});
                  for (let i = 0; i < fields.length; i += 2) {
                    form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: fields[i], \
                    value: fields[i + 1]}));
                  }
                  document.body.append(form);
                  form.submit();
                }""";
        return page.waitForResponse(url, () -> page.evaluate(submit, arguments)).status();
    }

    /** Logs somebody in and gives the browser the cookie. */
    private String remember(SampleRun application, SameSiteAttribute sameSite) {
        String header = application.login("act");
        String value = header.substring(header.indexOf('=') + 1);
        context.addCookies(List.of(new Cookie(SESSION, value)
                .setDomain("localhost")
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(sameSite == SameSiteAttribute.NONE)
                .setSameSite(sameSite)));
        return header;
    }

    private String session() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .map(cookie -> cookie.name + "=" + cookie.value)
                .findFirst()
                .orElse("");
    }

    private static int use(SampleRun application, String cookie) {
        return application
                .http()
                .postJson("/v1/tasks/search", "{}", "Cookie", cookie)
                .status();
    }

    /** Returns a task that the person behind the cookie may complete. */
    private static String task(SampleRun application, String cookie) {
        Http http = application.http();
        String found = http.postJson("/v1/tasks/search", "{\"state\":\"CREATED\",\"assigned\":false}", "Cookie", cookie)
                .json()
                .get(0)
                .get("id")
                .asText();
        assertEquals(
                200,
                http.patch("/v1/tasks/" + found + "/assign", "{}", "Cookie", cookie)
                        .status());
        return found;
    }

    private static String completion(String task) {
        return "{\"query\":\"mutation { completeTask(taskId: \\\"" + task + "\\\", variables: []) { id } }\"}";
    }

    private static String state(SampleRun application, String cookie, String task) {
        return application
                .http()
                .get("/v1/tasks/" + task, "Cookie", cookie)
                .json()
                .get("taskState")
                .asText();
    }
}
