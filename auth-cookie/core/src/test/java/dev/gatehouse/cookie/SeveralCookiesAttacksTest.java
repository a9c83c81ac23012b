package dev.gatehouse.cookie;

import static dev.gatehouse.cookie.CookieRig.NAME;
import static dev.gatehouse.cookie.CookieRig.STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.testkit.ProtectedSite;
import dev.gatehouse.testkit.SessionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on kind M: cookies that a neighbouring host adds before or after the user's own. */
class SeveralCookiesAttacksTest {

    /** Returns the values of the session cookies in a request. */
    private interface Cookies {
        List<String> of(CookieRig rig) throws Exception;
    }

    private static Arguments row(String attack, String refusal, Cookies cookies) {
        return Arguments.of(attack, refusal, cookies);
    }

    private static Caller issuedBy(String issuer) {
        return Caller.builder(issuer, "jane").build();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                row(
                        "session of the attacker before the own one",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("mallory"), rig.live("jane"))),
                row(
                        "session of the attacker after the own one",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), rig.live("mallory"))),
                row(
                        "session of the attacker between two own ones",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), rig.live("mallory"), rig.live("jane"))),
                row(
                        "session of the attacker as the fourth candidate",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), STALE, "b".repeat(43), rig.live("mallory"))),
                row(
                        "same subject of another issuer",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), rig.live(issuedBy("https://idp.example")))),
                row(
                        "same subject as a client",
                        "400 session.ambiguous",
                        rig -> List.of(
                                rig.live("jane"),
                                rig.live(SessionSamples.caller("jane").toBuilder()
                                        .kind(Caller.Kind.CLIENT)
                                        .build()))),
                row(
                        "subject in another letter case",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), rig.live("Jane"))),
                row(
                        "four sessions of the attacker hide the own one",
                        "400 session.ambiguous",
                        rig -> List.of(
                                rig.live("mallory"),
                                rig.live("mallory"),
                                rig.live("mallory"),
                                rig.live("mallory"),
                                rig.live("jane"))),
                row(
                        "four invented values push the session of the attacker out",
                        "400 session.ambiguous",
                        rig -> List.of(rig.live("jane"), "b".repeat(43), "c".repeat(43), STALE, rig.live("mallory"))),
                row(
                        "four invented values push the own session out",
                        "401 session.unknown",
                        rig -> List.of("a".repeat(43), "b".repeat(43), "c".repeat(43), STALE, rig.live("jane"))),
                row(
                        "value fixed by the attacker before the login",
                        "401 session.unknown",
                        rig -> List.of(STALE, "fixed-by-the-attacker")),
                row("quoted live value", "401 session.unknown", rig -> List.of("\"" + rig.live("jane") + "\"", STALE)),
                row(
                        "live value with a suffix",
                        "401 session.unknown",
                        rig -> List.of(rig.live("jane") + "x", rig.live("jane") + "=")),
                row(
                        "live value in percent encoding",
                        "401 session.unknown",
                        rig -> List.of(
                                "%" + Integer.toHexString(rig.live("jane").charAt(0)), "")),
                row(
                        "two live values joined",
                        "401 session.unknown",
                        rig -> List.of(rig.live("jane") + "," + rig.live("jane"), "x")),
                row(
                        "ended session and a malformed value",
                        "401 session.unknown",
                        rig -> List.of(rig.ended("jane"), "x")),
                row("timed-out session and an empty value", "401 session.idle", rig -> List.of(rig.idle("jane"), "")),
                row("store fails for the second value", "503 session.unavailable", rig -> failing(rig, 1)),
                row("store fails for the first value", "503 session.unavailable", rig -> failing(rig, 0)),
                row("store fails after two different callers", "503 session.unavailable", rig -> {
                    rig.sessions.failing().add(STALE);
                    return List.of(rig.live("jane"), rig.live("mallory"), STALE);
                }));
    }

    private static List<String> failing(CookieRig rig, int at) throws Exception {
        rig.sessions.failing().add(STALE);
        List<String> values = new ArrayList<>(List.of(rig.live("jane")));
        values.add(at, STALE);
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attack_isRefused(String attack, String refusal, Cookies cookies) throws Exception {
        CookieRig rig = new CookieRig();
        assertEquals(refusal, rig.outcome(cookies.of(rig).toArray(String[]::new)));
        assertTrue(rig.sessions.lookups().size() <= 4, "lookups");
    }

    /** Names that browsers or containers might take for the name of the session cookie. */
    @ParameterizedTest
    @MethodSource("names")
    void cookieOfASimilarName_isNotTheSession(String name) throws Exception {
        Users users = Users.of(List.of(SampleUsers.user("demo", "correct horse", "READ")));
        try (ProtectedSite http = LoginSite.start(users, Map.of())) {
            String cookie = http.postForm("/api/login", "username=demo&password=correct+horse")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            String value = cookie.substring(NAME.length() + 1, cookie.indexOf(';'));
            // Jetty keeps header lines of a connection regardless of letter case, so no line is sent in two cases.
            assertEquals(
                    200, http.get("/x", "Cookie", "a=b; " + NAME + "=" + value).statusCode());
            assertEquals(401, http.get("/x", "Cookie", name + "=" + value).statusCode());
            assertEquals(
                    401,
                    http.get("/x", "Cookie", name + "=" + value + "; " + NAME + "=" + STALE)
                            .statusCode());
        }
    }

    static Stream<String> names() {
        return Stream.of(
                "tasklist-session",
                "Tasklist-Session",
                "__Host-" + NAME,
                "__HOST-" + NAME,
                "__Secure-" + NAME,
                "=" + NAME,
                NAME + " ",
                "x" + NAME,
                "$" + NAME,
                "\"" + NAME + "\"");
    }
}
