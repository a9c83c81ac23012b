package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of rivals ask for: CORS origins as patterns, and what such patterns must not admit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsPatternsCasesTest {

    private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

    private HttpRig rig;

    @BeforeAll
    void start() {
        Map<String, String> settings = Map.of(
                "auth.cors.origins", "https://*.example.com, http://*.dev.example.com:3000, https://app.example.org");
        rig = HttpRig.start(TestHost.of(settings, TestHost.bearer(), TestHost.session()));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.com",
                "https://preview-123.example.com",
                "https://A.Example.COM",
                "https://a_b.example.com",
                "http://pr7.dev.example.com:3000",
                "https://app.example.org",
            })
    void originThatMatches_isAdmitted(String origin) throws IOException {
        Answer preflight = rig.request("OPTIONS", "/x", "Origin: " + origin, PREFLIGHT);
        assertEquals(204, preflight.status());
        assertEquals(origin, preflight.header("Access-Control-Allow-Origin"));
        assertEquals(List.of(), preflight.all("Access-Control-Allow-Credentials"));
        Answer answer = rig.get("/x", "Origin: " + origin, Tokens.bearer(Tokens.READER));
        assertEquals(origin, answer.header("Access-Control-Allow-Origin"));
        assertTrue(answer.all("Vary").contains("Origin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://.example.com",
                "https://a.b.example.com",
                "http://a.example.com",
                "https://a.example.com:8443",
                "https://a.example.com.",
                "https://aexample.com",
                "https://evil.com/.example.com",
                "https://evil.com?.example.com",
                "https://evil.com#.example.com",
                "https://evil.com:443@.example.com",
                "https://user@.example.com",
                "https://*.example.com",
                "https://a.example.com.evil.com",
                "https://evil.com\\.example.com",
                "https://a%2eb.example.com",
                "http://pr7.dev.example.com",
                "http://a.pr7.dev.example.com:3000",
                "https://b.app.example.org",
                "null",
                "https://a.example.com https://evil.com",
                "https://evil.com,https://a.example.com",
            })
    void originThatOnlyLooksLikeIt_getsNothing(String origin) throws IOException {
        Answer refused =
                rig.request("OPTIONS", "/x", "Origin: " + origin, PREFLIGHT).assertProblem(401);
        assertEquals(List.of(), refused.all("Access-Control-Allow-Origin"));
        assertEquals(
                List.of(),
                rig.get("/x", "Origin: " + origin, Tokens.bearer(Tokens.READER)).all("Access-Control-Allow-Origin"));
    }

    @Test
    void labelThatIsTooLong_getsNothing() throws IOException {
        String origin = "https://" + "a".repeat(64) + ".example.com";
        rig.request("OPTIONS", "/x", "Origin: " + origin, PREFLIGHT).assertProblem(401);
    }

    @Test
    void matchingOriginWithACookie_isCrossSiteAllTheSame() throws IOException {
        rig.post("/x", "a", "Origin: https://a.example.com", "Cookie: SID=" + Tokens.READER)
                .assertProblem(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*",
                "https://*.com",
                "https://*.localhost",
                "https://*.co.uk",
                "https://*.com.au",
                "https://*.or.jp",
                "https://*.GitHub.io",
                "https://*.vercel.app",
                "https://*.s3.eu-west-1.amazonaws.com",
                "https://*.blob.core.windows.net",
                "https://*.azure-api.net",
                "https://*.azurecontainerapps.io",
                "https://*.up.railway.app",
                "https://*.eu-west-1.elasticbeanstalk.com",
                "https://*.govt.nz",
                "https://*.192.0.2.7",
                "https://*.*.example.com",
                "https://a.*.example.com",
                "https://a*.example.com",
                "https://*a.example.com",
                "https://*.example.com/",
                "https://*.example.com.",
                "https://*.example.*",
                "https://**.example.com",
                "*.example.com",
                "*://*.example.com",
            })
    void patternThatAdmitsForeignSites_refusesTheStart(String pattern) {
        Gatehouse.Builder builder = TestHost.of(Map.of("auth.cors.origins", pattern), TestHost.bearer());
        assertTrue(assertThrows(SettingException.class, builder::start)
                .getMessage()
                .contains("auth.cors.origins"));
    }
}
