package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.SettingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small records that have little more than a check or two. */
class ValuesTest {

    private static final Reason REASON = Reason.of("a.b");
    private static final Caller CALLER = Caller.builder("i", "42").build();
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void sessionId_is43CharactersOfBase64url() {
        String digest = "AZaz09-_".repeat(6).substring(0, 43);
        assertEquals(digest, new SessionId(digest).digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFUx",
                "47DEQpj8HBSa+/TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSu U",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF=",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF\n",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF\u00fc"
            })
    void otherSessionId_isRefused(String digest) {
        assertThrows(IllegalArgumentException.class, () -> new SessionId(digest));
    }

    @Test
    void secret_showsNothingAndComparesItsContent() {
        Secret secret = Secret.of("hunter22");
        assertEquals("***", secret.toString());
        assertEquals("hunter22", secret.reveal());
        assertEquals(secret, Secret.of("hunter22"));
        assertEquals(secret.hashCode(), Secret.of("other").hashCode());
        assertNotEquals(secret, Secret.of("hunter23"));
    }

    @Test
    void sessionTexts_showNoDataAndNoCookie() {
        SessionId id = new SessionId("x".repeat(43));
        SessionRecord record = new SessionRecord(
                id, "identity", CALLER, "sid", null, TIME, TIME, TIME, false, "refresh-token-secret", 0);
        Sessions.NewSession opening =
                new Sessions.NewSession("identity", CALLER, null, null, null, "refresh-token-secret");
        Sessions.Opened opened = new Sessions.Opened(record, SetCookie.session("S", "cookie-secret"));
        for (Object value : List.of(
                record, opening, opened, new Sessions.Lookup.Live(record), new SessionGuard.Verdict.Renew(record))) {
            assertFalse(value.toString().contains("secret"), value.toString());
        }
        assertEquals("other", record.with(CALLER, "other").data());
        assertEquals(0, record.with(CALLER, "other").version());
    }

    @Test
    void selectionWithoutSidAndSubject_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sessions.Selection("i", null, null, TIME));
        assertEquals("42", new Sessions.Selection("i", null, "42", null).subject());
        assertEquals("s", new Sessions.Selection("i", "s", null, null).sid());
    }

    @Test
    void anotherLegWithoutChallenge_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AuthenticationResult.Continue(List.of(), ResponseAdditions.none()));
    }

    @Test
    void challengesOfALeg_areCopied() {
        List<Challenge> challenges = new ArrayList<>(List.of(Challenge.of("Negotiate")));
        AuthenticationResult.Continue leg = new AuthenticationResult.Continue(challenges, ResponseAdditions.none());
        challenges.clear();
        assertEquals(1, leg.challenges().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void retryAfterThatIsNotPositive_isRefused(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        assertThrows(IllegalArgumentException.class, () -> AuthenticationResult.throttled(REASON, time));
        assertThrows(IllegalArgumentException.class, () -> AuthenticationResult.unavailable(REASON, time));
    }

    @Test
    void factories_addNothingToTheResponse() {
        assertEquals(
                new AuthenticationResult.Authenticated(CALLER, ResponseAdditions.none()),
                AuthenticationResult.authenticated(CALLER));
        assertEquals(
                new AuthenticationResult.Rejected(REASON, ResponseAdditions.none()),
                AuthenticationResult.rejected(REASON));
        assertEquals(new AuthenticationResult.Ambiguous(REASON), AuthenticationResult.ambiguous(REASON));
        assertSame(AuthenticationResult.notMine(), AuthenticationResult.notMine());
        assertEquals(new AuthenticationResult.NotMine(null), AuthenticationResult.notMine());
        assertEquals(new AuthenticationResult.NotMine(REASON), AuthenticationResult.notMine(REASON));
    }

    @Test
    void decision_cutsAndCleansWhatTheClientSent() {
        Decision decision = new Decision(
                TIME,
                Decision.Outcome.REFUSED,
                400,
                REASON,
                "",
                null,
                "GET\r\n" + "X".repeat(100),
                "/a\n" + "b".repeat(1000),
                "",
                "::1",
                "1");
        assertEquals("GET??" + "X".repeat(27), decision.method());
        assertEquals("/a?" + "b".repeat(509), decision.path());
    }

    @Test
    void refusalContext_copiesPermissionsAndMayLackTheScheme() {
        RefusalContext refusal = new RefusalContext(
                RefusalContext.Cause.PERMISSION_MISSING, REASON, null, Set.of("READ"), null, null, "r");
        assertEquals(Set.of("READ"), refusal.permissions());
        assertFalse(refusal.presentedScheme().isPresent());
    }

    @Test
    void settingException_namesTheKey() {
        SettingException refused = new SettingException("auth.jwt.issuer", "conf:3: auth.jwt.issuer: expected a URL");
        assertEquals("auth.jwt.issuer", refused.key());
        assertEquals("conf:3: auth.jwt.issuer: expected a URL", refused.getMessage());
    }
}
