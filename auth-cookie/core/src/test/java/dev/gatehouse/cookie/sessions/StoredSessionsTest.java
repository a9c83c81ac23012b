package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredSessionsTest {

    private final SessionsFixture fixture = new SessionsFixture();

    @Test
    void openedSession_isFoundByItsCookie() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        SetCookie cookie = opened.cookie();
        assertEquals("SESSION", cookie.name());
        assertNull(cookie.lifetime());
        assertEquals(SetCookie.SameSite.STRICT, cookie.sameSite());
        SessionRecord found = assertInstanceOf(Lookup.Live.class, fixture.sessions.find(cookie.value()))
                .record();
        assertEquals("demo", found.caller().subject());
        assertEquals("cookie", found.owner());
        assertEquals("tenant", found.tenant());
        assertEquals("data", found.data());
        assertEquals(START, found.begun());
        assertEquals(START.plus(Duration.ofHours(12)), found.ends());
        assertEquals(found.ends(), found.caller().expiry().orElseThrow());
    }

    @Test
    void secretOfTheCookie_isNotStored() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        String secret = opened.cookie().value();
        assertNotEquals(secret, opened.record().id().digest());
        assertEquals("session.unknown", fixture.code(opened.record().id().digest()));
        assertFalse(opened.toString().contains(secret));
    }

    @Test
    void eachSession_hasItsOwnSecret() throws Exception {
        assertNotEquals(
                fixture.open("demo").cookie().value(),
                fixture.open("demo").cookie().value());
    }

    @Test
    void unknownAndMalformedValues_areUnknown() throws Exception {
        for (String value : List.of("", "x", "a".repeat(43), "a".repeat(5000), "\u0000", "ä".repeat(43))) {
            assertEquals("session.unknown", fixture.code(value));
        }
    }

    @Test
    void unusedSession_endsAtTheIdleTimeout() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.advance(Duration.ofMinutes(30).minusNanos(1));
        assertEquals("live", fixture.code(cookie));
        fixture.advance(Duration.ofMinutes(30));
        assertEquals("session.idle", fixture.code(cookie));
        assertEquals("session.unknown", fixture.code(cookie));
        assertEquals(0, fixture.store.count());
    }

    @Test
    void usedSession_endsAtTheAbsoluteTimeout() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        for (int i = 1; i < 48; i++) {
            fixture.advance(Duration.ofMinutes(15));
            assertEquals("live", fixture.code(cookie), "after " + i + " quarters");
        }
        fixture.advance(Duration.ofMinutes(15));
        assertEquals("session.expired", fixture.code(cookie));
    }

    @Test
    void lifetime_canOnlyBeShorter() throws Exception {
        String brief =
                fixture.open("demo", null, Duration.ofMinutes(5)).cookie().value();
        SessionRecord lasting = fixture.open("demo", null, Duration.ofDays(3)).record();
        assertEquals(START.plus(Duration.ofHours(12)), lasting.ends());
        fixture.advance(Duration.ofMinutes(5));
        assertEquals("session.expired", fixture.code(brief));
        assertThrows(IllegalArgumentException.class, () -> fixture.open("demo", null, Duration.ZERO));
    }

    @Test
    void lastUse_isWrittenOncePerMinute() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        fixture.advance(Duration.ofSeconds(59));
        fixture.code(opened.cookie().value());
        assertEquals(START, lastUsed(opened));
        fixture.advance(Duration.ofSeconds(1));
        fixture.code(opened.cookie().value());
        assertEquals(START.plusSeconds(60), lastUsed(opened));
        fixture.advance(Duration.ofSeconds(30));
        fixture.code(opened.cookie().value());
        assertEquals(START.plusSeconds(60), lastUsed(opened));
    }

    private Instant lastUsed(Sessions.Opened opened) {
        return fixture.store.find(opened.record().id()).orElseThrow().lastUsed();
    }

    @Test
    void clockSetBack_doesNotReviveASession() throws Exception {
        String seen = fixture.open("demo").cookie().value();
        String unseen = fixture.open("demo").cookie().value();
        fixture.advance(Duration.ofMinutes(31));
        assertEquals("session.idle", fixture.code(seen));
        fixture.advance(Duration.ofMinutes(-31));
        assertEquals("session.unknown", fixture.code(seen));
        assertEquals("session.idle", fixture.code(unseen));
    }

    @Test
    void clockSetBack_doesNotExtendASession() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.advance(Duration.ofHours(-5));
        assertEquals("live", fixture.code(cookie));
        fixture.ticks.seconds(1);
        fixture.advance(Duration.ofMinutes(30));
        assertEquals("session.idle", fixture.code(cookie));
    }

    @Test
    void sessionOpenedWithClockAhead_endsInTime() throws Exception {
        fixture.advance(Duration.ofDays(20_000));
        String cookie = fixture.open("demo").cookie().value();
        fixture.advance(Duration.ofDays(-20_000));
        assertEquals("live", fixture.code(cookie));
        fixture.advance(Duration.ofMinutes(31));
        assertEquals("session.idle", fixture.code(cookie));
    }

    @Test
    void deletion_hasTheAttributesOfTheCookie() {
        SetCookie deletion = fixture.sessions.deletion();
        assertEquals("SESSION", deletion.name());
        assertEquals("", deletion.value());
        assertEquals(Duration.ZERO, deletion.lifetime());
        assertEquals(SetCookie.SameSite.STRICT, deletion.sameSite());
    }

    @Test
    void fullStore_refusesToOpen() throws Exception {
        fixture.store.capacity(1);
        String cookie = fixture.open("demo").cookie().value();
        assertThrows(SessionsUnavailableException.class, () -> fixture.open("act"));
        assertEquals("live", fixture.code(cookie));
    }
}
