package dev.gatehouse.cookie.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaySignedInTest {

    private static final Duration LONG = Duration.ofDays(30);

    private final SessionsFixture fixture = new SessionsFixture();
    private final StoredSessions sessions = fixture.sessions(0, LONG);

    private Sessions.Opened open(StoredSessions in, boolean lasting) throws Exception {
        return in.open(
                new Sessions.NewSession("cookie", SessionSamples.caller("demo"), null, null, null, lasting, "data"));
    }

    private void pass(Duration time) {
        fixture.clock.advance(time);
        fixture.ticks.seconds((double) time.toSeconds());
    }

    private boolean lives(Sessions.Opened opened) throws Exception {
        return sessions.find(opened.cookie().value()) instanceof Sessions.Lookup.Live;
    }

    @Test
    void lastingSession_hasNoIdleTimeout() throws Exception {
        Sessions.Opened opened = open(sessions, true);
        assertTrue(opened.record().lasting());
        assertEquals(Optional.of(LONG), opened.cookie().maxAge());
        pass(LONG.minusSeconds(1));
        assertTrue(lives(opened));
        pass(Duration.ofSeconds(1));
        assertFalse(lives(opened));
    }

    @Test
    void otherSessions_keepTheirTimeouts() throws Exception {
        Sessions.Opened opened = open(sessions, false);
        assertFalse(opened.record().lasting());
        assertEquals(Optional.empty(), opened.cookie().maxAge());
        pass(Duration.ofMinutes(31));
        assertFalse(lives(opened));
    }

    @Test
    void staySignedInWithoutSetting_isIgnored() throws Exception {
        Sessions.Opened opened = open(fixture.sessions, true);
        assertFalse(opened.record().lasting());
        assertEquals(Optional.empty(), opened.cookie().maxAge());
        assertEquals(
                SessionSamples.START.plus(Duration.ofHours(12)), opened.record().ends());
    }

    @Test
    void lastingSessionAfterSettingWasRemoved_hasIdleTimeout() throws Exception {
        Sessions.Opened opened = open(sessions, true);
        pass(Duration.ofMinutes(31));
        assertEquals("session.idle", fixture.code(opened.cookie().value()));
    }

    @Test
    void lifetimeOfTheOpener_limitsLastingSessions() throws Exception {
        Sessions.Opened opened = sessions.open(new Sessions.NewSession(
                "cookie", SessionSamples.caller("demo"), null, null, Duration.ofDays(3), true, "data"));
        assertEquals(
                SessionSamples.START.plus(Duration.ofDays(3)), opened.record().ends());
        assertEquals(Optional.of(Duration.ofDays(3)), opened.cookie().maxAge());
    }

    @Test
    void timeoutShorterThanAbsolute_isRefused() {
        MemorySessionsFactory factory = new MemorySessionsFactory();
        SettingException refused = assertThrows(
                SettingException.class,
                () -> factory.create(
                        TestContext.of("memory", factory.settings(), Map.of("auth.cookie.stay-signed-in", "1h"))));
        assertEquals("auth.cookie.stay-signed-in", refused.key());
    }
}
