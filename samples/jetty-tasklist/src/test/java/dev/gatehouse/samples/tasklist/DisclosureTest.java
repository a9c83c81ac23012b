package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the application does not tell: tokens of URLs, headers of requests, and answers to caches. */
class DisclosureTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir"), "src/main/resources/web/assets");
    private static final String FILTER = "{\"state\":\"CREATED\"}";

    private static SampleRun sample;
    private static Http http;
    private static String token;
    private static String cookie;

    @BeforeAll
    static void start(@TempDir Path data) {
        sample = SampleRun.demo(data);
        http = sample.http();
        token = sample.idp().keycloak().mintFor("demo-client").serialize();
        cookie = sample.login("demo");
    }

    @AfterAll
    static void stop() {
        if (sample != null) {
            sample.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "bearer_token", "id_token", "jwt", "Authorization"})
    void tokenInTheQueryOrAForm_isNeitherACredentialNorLogged(String parameter) {
        assertEquals(200, search("/v1/tasks/search", "Authorization", Http.bearer(token)));
        Logger framework = logger("dev.gatehouse");
        Level level = framework.getLevel();
        Lines log = new Lines();
        log.start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(log);
        framework.setLevel(Level.TRACE);
        try {
            String query = "?" + parameter + "=" + token;
            assertEquals(401, search("/v1/tasks/search" + query));
            assertEquals(401, search("/v1/tasks/search" + query.replace("=", "=Bearer%20")));
            assertEquals(401, http.get("/v1/tasks/1" + query).status());
            assertEquals(
                    401,
                    http.get("/graphql" + query + "&query=%7Btasks%7Bid%7D%7D").status());
            assertEquals(
                    401,
                    http.postForm("/v1/tasks/search", Map.of(parameter, token)).status());
            // The audit is written in the background.
            SampleRun.afterAll(0, () -> log.audited() < 5 ? 0 : 1);
        } finally {
            framework.setLevel(level);
            logger(Logger.ROOT_LOGGER_NAME).detachAppender(log);
        }
        String signature = token.substring(token.lastIndexOf('.') + 1);
        log.lines.forEach(line -> assertFalse(line.contains(signature), line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/graphql", "/v1/tasks/search", "/v1/tasks/1", "/api/login", "/nowhere"})
    void trace_isRefusedAndRepeatsNothing(String path) throws IOException {
        String answer = raw("TRACE " + path, "Authorization: " + Http.bearer(token));

        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        assertFalse(answer.contains(token), answer);
        assertFalse(answer.contains("message/http"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com:443", "localhost:8080", "/v1/tasks/1", "*"})
    void connect_isRefused(String target) throws IOException {
        String answer = raw("CONNECT " + target, "Authorization: " + Http.bearer(token));

        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        assertFalse(answer.contains(token), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/tasks/1",
        "POST, /v1/tasks/search",
        "POST, /v1/process-definitions/search",
        "GET, /v1/internal/users/current",
        "GET, /v1/nowhere",
        "GET, /graphql?query=%7BcurrentUser%7BuserId%7D%7D"
    })
    void answersToACaller_areNotStoredByCaches(String method, String path) {
        for (String[] credential : new String[][] {{"Cookie", cookie}, {"Authorization", Http.bearer(token)}, {}}) {
            Http.Answer answer =
                    method.equals("GET") ? http.get(path, credential) : http.postJson(path, FILTER, credential);

            assertEquals("no-store", answer.header("Cache-Control"), answer::toString);
            assertTrue(answer.header("Vary").contains("Authorization, Cookie"), answer::toString);
        }
    }

    @Test
    void answersThatWriteTheCookie_areNotStoredByCaches() {
        Http.Answer login = http.postForm("/api/login", Map.of("username", "view", "password", "view"));
        Http.Answer refused = http.postForm("/api/login", Map.of("username", "view", "password", "no"));
        Http.Answer logout = http.post(
                "/api/logout", "", "Cookie", login.header("Set-Cookie").split(";", 2)[0]);

        for (Http.Answer answer : List.of(login, refused, logout)) {
            assertEquals("no-store", answer.header("Cache-Control"), answer::toString);
        }
    }

    /** Because of this, a log-out needs no Clear-Site-Data: decision 97. */
    @ParameterizedTest
    @ValueSource(
            strings = {"localStorage", "sessionStorage", "indexedDB", "caches", "document.cookie", "serviceWorker"})
    void page_keepsNothingInTheStorageOfTheBrowser(String storage) throws IOException {
        assertNotInScripts(storage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"})
    void page_makesNoMarkupOrCodeFromText(String sink) throws IOException {
        assertNotInScripts(sink);
    }

    @Test
    void passwordField_isMaskedAndOpenToPasswordManagers() throws IOException {
        assertTrue(http.get("/").body().contains("type=\"password\" autocomplete=\"current-password\""));
        assertFalse(Files.readString(PAGE.resolve("login.js")).contains("paste"));
    }

    private static void assertNotInScripts(String word) throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".js")).toList();
            assertTrue(scripts.size() > 8, scripts::toString);
            for (Path script : scripts) {
                assertFalse(Files.readString(script).contains(word), script + " uses " + word);
            }
        }
    }

    /** Keeps what is logged. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }

        long audited() {
            return lines.stream()
                    .filter(line -> line.contains("\"reason\":\"credential.missing\""))
                    .count();
        }
    }

    private static int search(String path, String... headers) {
        return http.postJson(path, FILTER, headers).status();
    }

    private static String raw(String start, String header) throws IOException {
        int port = sample.application().base().getPort();
        return RawHttp.send(
                port,
                start + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + header + "\r\nConnection: close\r\n\r\n");
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
