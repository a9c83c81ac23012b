package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionGuard.Verdict;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedUsersTest {

    private final Samples.Ticks ticks = new Samples.Ticks();
    private final FakeUsers directory = new FakeUsers();
    private final CachedUsers users = new CachedUsers(directory, ticks);
    private final UserGuard guard = new UserGuard(users);
    private final User demo = Samples.user("demo", "password", "READ");

    private SessionRecord session() {
        SessionRecord base = Samples.session(1, "demo", null);
        Caller caller = LocalCaller.of(demo, "cookie", Instant.EPOCH);
        return new SessionRecord(
                base.id(),
                "cookie",
                caller,
                null,
                null,
                base.begun(),
                base.lastUsed(),
                base.ends(),
                base.lasting(),
                LocalCaller.fingerprint(demo),
                0);
    }

    @Test
    void directory_isAskedEveryThirtySeconds() throws Exception {
        directory.put(demo);
        for (int i = 0; i < 3; i++) {
            assertInstanceOf(Verdict.Keep.class, guard.check(session()));
        }
        assertEquals(1, directory.asked());
        ticks.seconds(30);
        guard.check(session());
        assertEquals(2, directory.asked());
    }

    @Test
    void disabledAndRemovedUsers_loseTheirSessionsWithinAMinute() throws Exception {
        directory.put(demo);
        guard.check(session());
        directory.put(Samples.disabled(demo));
        ticks.seconds(30);
        Verdict.End disabled = assertInstanceOf(Verdict.End.class, guard.check(session()));
        assertEquals("session.user-disabled", disabled.reason().code());
        directory.clear();
        ticks.seconds(30);
        Verdict.End removed = assertInstanceOf(Verdict.End.class, guard.check(session()));
        assertEquals("session.user-removed", removed.reason().code());
    }

    @Test
    void anotherPassword_endsTheSessionsOfTheOld() throws Exception {
        SessionRecord session = session();
        directory.put(Samples.user("demo", "another password", "READ"));
        Verdict.End changed = assertInstanceOf(Verdict.End.class, guard.check(session));
        assertEquals("session.password-changed", changed.reason().code());
    }

    @Test
    void samePasswordHashedAnew_endsTheSessionsToo() throws Exception {
        SessionRecord session = session();
        directory.clear();
        directory.put(Samples.user("demo", "password", "READ"));
        assertInstanceOf(
                Verdict.End.class, guard.check(session), "who got the name again is not who opened the session");
    }

    @Test
    void fingerprint_isNoPassword() {
        String fingerprint = LocalCaller.fingerprint(demo);
        assertEquals(43, fingerprint.length());
        assertEquals(
                fingerprint,
                LocalCaller.fingerprint(
                        new User("demo", "Other", demo.passwordHash(), Set.of("WRITE"), Set.of(), Set.of(), true)));
        assertNotEquals(
                fingerprint,
                LocalCaller.fingerprint(
                        new User("demo2", "demo", demo.passwordHash(), Set.of(), Set.of(), Set.of(), false)));
    }

    @Test
    void changedPermissions_areCarriedIntoTheSession() throws Exception {
        directory.put(new User("demo", "Demo", demo.passwordHash(), Set.of("WRITE"), Set.of("g"), Set.of("t"), false));
        SessionRecord session = session();
        SessionRecord renewed =
                assertInstanceOf(Verdict.Renew.class, guard.check(session)).record();
        assertEquals(Set.of("WRITE"), renewed.caller().permissions());
        assertEquals(Set.of("g"), renewed.caller().groups());
        assertEquals(Set.of("t"), renewed.caller().tenants());
        assertEquals("Demo", renewed.caller().displayName());
        assertEquals(session.caller().authenticationTime(), renewed.caller().authenticationTime());
        assertInstanceOf(Verdict.Keep.class, guard.check(renewed));
    }

    @Test
    void directoryThatIsDown_isBridgedForAMinuteAndThenUnavailable() throws Exception {
        directory.put(demo);
        guard.check(session());
        directory.down(true);
        ticks.seconds(59);
        assertInstanceOf(Verdict.Keep.class, guard.check(session()));
        ticks.seconds(2);
        assertThrows(SessionsUnavailableException.class, () -> guard.check(session()));
        directory.down(false);
        assertInstanceOf(Verdict.Keep.class, guard.check(session()));
    }

    @Test
    void learnedUser_replacesAnOlderAnswer() throws Exception {
        directory.put(Samples.disabled(demo));
        assertTrue(users.find("demo").orElseThrow().disabled());
        users.learn(demo);
        assertEquals(Optional.of(demo), users.find("demo"));
        assertEquals(1, directory.asked());
    }

    @Test
    void directoryInMemory_isAskedEachTime() throws Exception {
        CachedUsers direct = new CachedUsers(Users.of(Set.of(demo)), ticks);
        assertEquals(Optional.of(demo), direct.find("demo"));
        direct.learn(Samples.disabled(demo));
        assertEquals(Optional.of(demo), direct.find("demo"));
    }
}
