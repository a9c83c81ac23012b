package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.TestRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random input from a browser: whatever is accepted has the properties that protect a log-in. */
class LoginPropertyTest {

    private static final int ROUNDS = 50_000;
    private static final String PIECES = "/\\.:;@?#%&=+-_~!$'()*,\t\r\n\0 <>\"[]{}|^`aZ09\u00fc\u2215\uff0f";
    private static final List<String> WORDS = List.of(
            "/",
            "//",
            "/\\",
            "..",
            "/../",
            "%2f",
            "%5C",
            "%2e",
            "%00",
            "%zz",
            "%",
            "http:",
            "https://evil.example",
            "javascript:",
            "/app",
            "/app/",
            "page",
            "?a=b",
            "#x",
            ";x",
            "@evil.example");
    private static final List<String> NAMES = List.of(
            "state",
            "code",
            "iss",
            "error",
            "error_description",
            "session_state",
            "response",
            "access_token",
            "id_token",
            "token_type",
            "expires_in",
            "State",
            "state[]",
            "other");
    private static final List<String> FORBIDDEN =
            List.of("response", "access_token", "id_token", "token_type", "expires_in");

    private final Random random = new Random(20_260_101);

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(longest);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(3) == 0) {
                text.append(WORDS.get(random.nextInt(WORDS.size())));
            } else {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
        }
        return text.toString();
    }

    @Test
    void acceptedReturnPath_staysInTheApplication() {
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String context = random.nextBoolean() ? "" : "/app";
            String input = (random.nextBoolean() ? context + "/" : "") + text(8);
            ReturnPath path = ReturnPath.parse(input, context);
            if (path != null) {
                accepted++;
                String value = path.value();
                // What browsers do before they resolve a reference (WHATWG URL).
                String seen = value.replaceAll("[\t\r\n]", "").replace('\\', '/');
                URI resolved = URI.create("https://app.example.com/api/login").resolve(context + value);
                assertEquals(value, seen, input);
                assertTrue(value.startsWith("/") && !value.startsWith("//"), input);
                assertEquals("app.example.com", resolved.normalize().getRawAuthority(), input);
                assertTrue((resolved.normalize().getRawPath() + "/").startsWith(context + "/"), input);
                assertTrue(value.chars().allMatch(c -> c > ' ' && c < 0x7f), input);
            }
        }
        assertTrue(accepted > ROUNDS / 100, "only " + accepted + " were accepted");
    }

    @Test
    void acceptedResponse_hasOneStateAndOneCodeOrError() {
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            TestRequest request = TestRequest.get("/identity-callback");
            for (int n = random.nextInt(5); n >= 0; n--) {
                String name = NAMES.get(random.nextInt(random.nextInt(4) == 0 ? NAMES.size() : 3));
                boolean state = name.equals("state") && random.nextInt(3) > 0;
                request = request.withQuery(name, state ? "s".repeat(43) : text(4));
            }
            CallbackParameters response = CallbackParameters.of(request);
            if (!(response instanceof CallbackParameters.Malformed)) {
                accepted++;
                assertEquals(1, request.queryParameters("state").size());
                assertEquals(
                        1,
                        request.queryParameters("code").size()
                                + request.queryParameters("error").size());
                assertTrue(request.queryParameters("iss").size() <= 1);
                for (String name : FORBIDDEN) {
                    assertEquals(List.of(), request.queryParameters(name));
                }
                assertFalse(response.toString().contains("s".repeat(43)));
            }
        }
        assertTrue(accepted > ROUNDS / 100, "only " + accepted + " were accepted");
    }

    @Test
    void changedCookie_hasAnotherState() {
        ReturnPath path = ReturnPath.parse("/page?a=1", "");
        assertNotNull(path);
        LoginAttempt attempt = LoginAttempt.begin("default", Instant.ofEpochSecond(1_800_000_000), path);
        String value = attempt.cookieValue();
        assertEquals(attempt, LoginAttempt.parse(value));
        int read = 0;
        for (int i = 0; i < ROUNDS / 10; i++) {
            StringBuilder changed = new StringBuilder(value);
            changed.setCharAt(
                    random.nextInt(value.length()),
                    "abcdefghijklmnopqrstuvwxyz0123456789.-_A".charAt(random.nextInt(40)));
            LoginAttempt other = LoginAttempt.parse(changed.toString());
            if (other != null && !other.equals(attempt)) {
                read++;
                assertNotEquals(attempt.state(), other.state(), changed.toString());
                assertNotEquals(attempt.nonce(), other.nonce());
            }
        }
        assertTrue(read > 100, "only " + read + " were read");
    }

    @Test
    void stateNonceAndVerifier_differ_andShowNothingOfTheSecret() {
        LoginAttempt attempt = LoginAttempt.begin("default", Instant.EPOCH, ReturnPath.HOME);

        assertNotEquals(attempt.state(), attempt.nonce());
        assertNotEquals(attempt.nonce(), attempt.verifier());
        assertNotEquals(attempt.state(), attempt.verifier());
        assertTrue(LoginAttempt.isState(attempt.verifier()));
        assertFalse(attempt.toString().contains(attempt.secret()));
    }
}
