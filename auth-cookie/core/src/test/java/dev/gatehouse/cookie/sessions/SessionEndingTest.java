package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.caller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.Sessions.NewSession;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionEndingTest {

    private final SessionsFixture fixture = new SessionsFixture();

    @Test
    void endedSession_isDeadAtOnce() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        Lookup.Live ended = assertInstanceOf(
                Lookup.Live.class, fixture.sessions.end(opened.cookie().value()));
        assertEquals("demo", ended.record().caller().subject());
        assertEquals("session.unknown", fixture.code(opened.cookie().value()));
        assertInstanceOf(Lookup.Dead.class, fixture.sessions.end(opened.cookie().value()));
        assertInstanceOf(Lookup.Dead.class, fixture.sessions.end("no such cookie"));
    }

    @Test
    void endById_returnsWhetherItExisted() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        assertTrue(fixture.sessions.end(opened.record().id()));
        assertFalse(fixture.sessions.end(opened.record().id()));
        Sessions.Opened idle = fixture.open("demo");
        fixture.advance(Duration.ofMinutes(30));
        assertFalse(fixture.sessions.end(idle.record().id()));
    }

    @Test
    void endWhereSubject_endsSessionsOfThatUserOnly() throws Exception {
        String one = fixture.open("demo").cookie().value();
        String two = fixture.open("demo").cookie().value();
        String other = fixture.open("act").cookie().value();
        assertEquals(2, fixture.sessions.endWhere(new Selection("local", null, "demo", null)));
        assertEquals("session.unknown", fixture.code(one));
        assertEquals("session.unknown", fixture.code(two));
        assertEquals("live", fixture.code(other));
        assertEquals(0, fixture.sessions.endWhere(new Selection("elsewhere", null, "act", null)));
    }

    @Test
    void endWhereSidAndSubject_requiresBoth() throws Exception {
        fixture.open("demo", "s1", null);
        String second = fixture.open("demo", "s2", null).cookie().value();
        String foreign = fixture.open("act", "s1", null).cookie().value();
        assertEquals(1, fixture.sessions.endWhere(new Selection("local", "s1", "demo", null)));
        assertEquals("live", fixture.code(second));
        assertEquals("live", fixture.code(foreign));
        assertEquals(1, fixture.sessions.endWhere(new Selection("local", "s1", null, null)));
    }

    @Test
    void endWhereBegunBefore_keepsNewerSessions() throws Exception {
        String old = fixture.open("demo").cookie().value();
        fixture.advance(Duration.ofMinutes(1));
        String young = fixture.open("demo").cookie().value();
        assertEquals(1, fixture.sessions.endWhere(new Selection("local", null, "demo", START.plusSeconds(60))));
        assertEquals("session.unknown", fixture.code(old));
        assertEquals("live", fixture.code(young));
    }

    @Test
    void list_isNewestFirstWithoutDeadSessions() throws Exception {
        fixture.open("demo");
        fixture.advance(Duration.ofMinutes(20));
        SessionRecord second = fixture.open("demo").record();
        fixture.advance(Duration.ofMinutes(5));
        SessionRecord third = fixture.open("demo").record();
        fixture.open("act");
        fixture.advance(Duration.ofMinutes(6));
        assertEquals(
                List.of(third.id(), second.id()),
                fixture.sessions.list("local", "demo").stream()
                        .map(SessionRecord::id)
                        .toList());
        assertEquals(3, fixture.store.count());
    }

    @Test
    void sessionAboveTheLimit_endsTheOldest() throws Exception {
        StoredSessions limited = fixture.sessions(2);
        NewSession demo = new NewSession("cookie", caller("demo"), null, null, null, "");
        String first = limited.open(demo).cookie().value();
        fixture.advance(Duration.ofSeconds(1));
        String second = limited.open(demo).cookie().value();
        fixture.advance(Duration.ofSeconds(1));
        String third = limited.open(demo).cookie().value();
        assertEquals("session.unknown", fixture.code(first));
        assertEquals("live", fixture.code(second));
        assertEquals("live", fixture.code(third));
    }

    @Test
    void compareAndSetOfAStaleRecord_isRefused() throws Exception {
        SessionRecord read = fixture.open("demo").record();
        assertTrue(fixture.sessions.compareAndSet(read, read.with(read.caller(), "one")));
        assertFalse(fixture.sessions.compareAndSet(read, read.with(read.caller(), "two")));
        SessionRecord current = fixture.sessions.list("local", "demo").get(0);
        assertEquals("one", current.data());
        assertEquals(1, current.version());
        fixture.sessions.end(read.id());
        assertFalse(fixture.sessions.compareAndSet(current, current.with(read.caller(), "three")));
        SessionRecord idle = fixture.open("demo").record();
        fixture.advance(Duration.ofMinutes(30));
        assertFalse(fixture.sessions.compareAndSet(idle, idle.with(read.caller(), "four")));
    }

    @Test
    void compareAndSet_refusesAnotherIdentity() throws Exception {
        SessionRecord read = fixture.open("demo").record();
        assertThrows(
                IllegalArgumentException.class,
                () -> fixture.sessions.compareAndSet(read, read.with(caller("act"), "")));
    }

    @Test
    void guardOfTheOwner_mayEndASession() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.sessions.guard("other", session -> new SessionGuard.Verdict.End(Reason.of("session.not-asked")));
        assertEquals("live", fixture.code(cookie));
        fixture.sessions.guard("cookie", session -> new SessionGuard.Verdict.End(Reason.of("session.user-disabled")));
        assertEquals("session.user-disabled", fixture.code(cookie));
        assertEquals("session.unknown", fixture.code(cookie));
    }

    @Test
    void guardOfTheOwner_mayRenewASession() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.sessions.guard(
                "cookie",
                session -> new SessionGuard.Verdict.Renew(session.with(
                        session.caller().toBuilder()
                                .permissions(Set.of("WRITE"))
                                .build(),
                        session.data())));
        SessionRecord renewed = assertInstanceOf(Lookup.Live.class, fixture.sessions.find(cookie))
                .record();
        assertEquals(Set.of("WRITE"), renewed.caller().permissions());
        assertEquals(1, renewed.version());
        assertEquals(
                Set.of("WRITE"),
                fixture.sessions.list("local", "demo").get(0).caller().permissions());
    }

    @Test
    void recordThatTheGuardHasStored_isUsed() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.sessions.guard("cookie", session -> {
            assertTrue(fixture.sessions.compareAndSet(session, session.with(session.caller(), "stored")));
            return new SessionGuard.Verdict.Renew(
                    fixture.sessions.read(session.id()).orElseThrow());
        });
        SessionRecord used = assertInstanceOf(Lookup.Live.class, fixture.sessions.find(cookie))
                .record();
        assertEquals("stored", used.data());
        assertEquals(1, used.version());
    }

    @Test
    void logOut_tellsTheGuardAndEndDoesNot() throws Exception {
        List<SessionId> told = new ArrayList<>();
        fixture.sessions.guard("cookie", new SessionGuard() {
            @Override
            public Verdict check(SessionRecord session) {
                return new Verdict.Keep();
            }

            @Override
            public void loggedOut(SessionRecord session) {
                told.add(session.id());
            }
        });
        Sessions.Opened session = fixture.open("demo");
        fixture.sessions.end(fixture.open("demo").cookie().value());
        fixture.sessions.end(fixture.open("demo").record().id());
        assertEquals(List.of(), told);
        assertInstanceOf(
                Lookup.Live.class, fixture.sessions.logOut(session.cookie().value()));
        assertInstanceOf(
                Lookup.Dead.class, fixture.sessions.logOut(session.cookie().value()));
        assertEquals(List.of(session.record().id()), told);
    }

    @Test
    void readById_findsOnlyALiveSession() throws Exception {
        SessionRecord session = fixture.open("demo").record();
        assertEquals(
                session.id(), fixture.sessions.read(session.id()).orElseThrow().id());
        fixture.advance(Duration.ofMinutes(30));
        assertEquals(Optional.empty(), fixture.sessions.read(session.id()));
    }

    @Test
    void data_mayDependOnTheId() throws Exception {
        NewSession demo = new NewSession("cookie", caller("demo"), null, null, null, false, SessionId::digest);
        SessionRecord opened = fixture.sessions.open(demo).record();
        assertEquals(opened.id().digest(), opened.data());
    }

    @Test
    void renewalDuringRemoval_doesNotReviveTheSession() throws Exception {
        Sessions.Opened opened = fixture.open("demo");
        fixture.sessions.guard("cookie", session -> {
            fixture.store.remove(session.id());
            return new SessionGuard.Verdict.Renew(session.with(session.caller(), "new"));
        });
        assertEquals("session.unknown", fixture.code(opened.cookie().value()));
        assertEquals(0, fixture.store.count());
    }

    @Test
    void unavailableGuard_keepsTheSession() throws Exception {
        String cookie = fixture.open("demo").cookie().value();
        fixture.sessions.guard("cookie", session -> {
            throw new SessionsUnavailableException("down", Duration.ofSeconds(3));
        });
        assertThrows(SessionsUnavailableException.class, () -> fixture.sessions.find(cookie));
        fixture.sessions.guard("cookie", session -> new SessionGuard.Verdict.Keep());
        assertEquals("live", fixture.code(cookie));
    }
}
