package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.settings.SettingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestExplanationTest {

    private static final String SECRET = "tr0ub4dor";

    private static Gatehouse.Builder host() {
        return TestHost.of(Map.of("auth.mechanisms", "token, session"), TestHost.bearer(), TestHost.session())
                .policy(AccessPolicy.builder()
                        .open("/health")
                        .optional("/maybe")
                        .rule(AccessRule.at("/admin/*").permissions("WRITE"))
                        .rule(AccessRule.at("/tokens/*").mechanisms("token"))
                        .build());
    }

    private static List<String> explain(String... head) {
        List<String> lines = host().explain(String.join("\r\n", head) + "\r\n\r\n", code -> "<" + code + ">");
        assertFalse(String.join("\n", lines).contains(SECRET), lines.toString());
        return lines;
    }

    private static void assertLine(String start, List<String> lines) {
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(start)), () -> start + " is missing in " + lines);
    }

    @Test
    void explicitCredential_decidesAlone() {
        List<String> lines = explain(
                "GET /admin/x?token=" + SECRET + " HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + SECRET,
                "Cookie: SID=" + SECRET);
        assertEquals("gate: passed; the path is /admin/x", lines.get(0));
        assertEquals("rule: /admin/*, mode authenticated; the caller needs one of the permissions WRITE", lines.get(1));
        assertLine("mechanism token: claims a credential in the Authorization header", lines);
        assertLine("mechanism session: claims a credential in the cookie SID", lines);
        assertLine("decision: the Authorization header decides alone; asked in this order: token", lines);
        assertLine("not known here: whether the credential is valid", lines);
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("cross-site guard")), lines.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', passed",
        "POST, '', passed",
        "POST, Sec-Fetch-Site: same-origin, passed",
        "POST, Sec-Fetch-Site: cross-site, 'refused with 403, reason request.cross-site: <request.cross-site>'",
        "POST, Origin: https://evil.example, 'refused with 403, reason request.cross-site: <request.cross-site>'"
    })
    void cookie_isGuardedAgainstOtherSites(String method, String header, String result) {
        List<String> lines = explain(
                method + " /x HTTP/1.1",
                "Host: localhost",
                "Cookie: SID=" + SECRET,
                header.isEmpty() ? "A: b" : header);
        assertLine("cross-site guard: " + result, lines);
    }

    @Test
    void nothingPresented_isRefusedOrOptional() {
        assertLine(
                "decision: refused with 401, reason credential.missing: <credential.missing>",
                explain("GET /x HTTP/1.1", "Host: localhost"));
        assertLine("mechanism token: finds no credential", explain("GET /x HTTP/1.1", "Host: localhost"));
        assertLine(
                "decision: refused with 401, reason credential.missing",
                explain("GET /x HTTP/1.1", "Host: localhost", "Authorization: " + SECRET));
        assertLine("decision: admitted without a caller", explain("GET /maybe HTTP/1.1", "Host: localhost"));
        assertLine(
                "decision: admitted; no credential is looked at", explain("GET /health HTTP/1.1", "Host: localhost"));
    }

    @Test
    void mechanismThatDoesNotCount_isNamed() {
        List<String> lines = explain("GET /tokens/1 HTTP/1.1", "Host: localhost", "Cookie: SID=" + SECRET);
        assertLine("mechanism session: does not count for this rule", lines);
        assertLine("decision: refused with 401, reason credential.missing", lines);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/../b, target.dot-segment",
        "/a//b, target.empty-segment",
        "/a;x=1, target.path-parameter",
        "/%2e, target.escaped-delimiter",
        "/%zz, target.escape"
    })
    void hostileTarget_isRefusedByTheGate(String target, String code) {
        assertEquals(
                List.of("gate: refused with 400, reason " + code + ": <" + code + ">"),
                explain("GET " + target + " HTTP/1.1", "Host: localhost"));
    }

    @Test
    void targetThatIsNoPath_isRefusedByTheGateAndNotShown() {
        assertLine("gate: refused with 400, reason target.not-absolute", explain(SECRET + " " + SECRET));
    }

    @Test
    void repeatedAuthorization_isRefusedByTheGate() {
        List<String> lines = explain(
                "GET /x HTTP/1.1", "Host: localhost", "Authorization: Bearer " + SECRET, "Authorization: Bearer x");
        assertEquals(1, lines.size());
        assertLine("gate: refused with 400", lines);
    }

    @Test
    void outputOfCurl_isUnderstood() {
        List<String> lines = explain(
                "* Connected to localhost (127.0.0.1) port 8080",
                "> GET /admin/x HTTP/1.1",
                "> Host: localhost:8080",
                "> User-Agent: curl/8.5.0",
                "> Accept: */*",
                "> Authorization: Bearer " + SECRET,
                ">",
                "< HTTP/1.1 401 Unauthorized",
                "< WWW-Authenticate: Bearer");
        assertLine("mechanism token: claims a credential", lines);
        assertLine("rule: /admin/*", lines);
    }

    @Test
    void absoluteTarget_isUnderstood() {
        assertEquals(
                "gate: passed; the path is /health",
                explain("GET http://localhost:8080/health HTTP/1.1", "Host: localhost:8080")
                        .get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", SECRET, "GET /x HTTP/1.1\n" + SECRET, "< HTTP/1.1 401"})
    void otherText_isRefusedWithoutShowingIt(String text) {
        Gatehouse.Builder builder = host();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> builder.explain(text, code -> ""));
        assertFalse(String.valueOf(refused.getMessage()).contains(SECRET), refused.getMessage());
    }

    @Test
    void badSettings_areRefusedAsAtAStart() {
        Gatehouse.Builder builder = TestHost.of(Map.of("auth.mechanisms", "other"), TestHost.bearer());
        assertThrows(SettingException.class, () -> builder.explain("GET / HTTP/1.1", code -> ""));
    }

    /** What is explained is what happens. */
    @ParameterizedTest
    @CsvSource({"/x, 401", "/maybe, 200", "/health, 200", "/a//b, 400", "/tokens/1, 401"})
    void statusOfTheExplanation_isThatOfTheHost(String target, int status) throws Exception {
        String lines = String.join("\n", explain("GET " + target + " HTTP/1.1", "Host: localhost"));
        try (HttpRig rig = HttpRig.start(host())) {
            Answer answer = rig.get(target);
            assertEquals(status, answer.status());
        }
        assertTrue(lines.contains(status == 200 ? ": admitted" : "refused with " + status), lines);
    }
}
