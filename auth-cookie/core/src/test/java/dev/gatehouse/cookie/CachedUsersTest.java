package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.ManualTicker;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionGuard.Verdict;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.SessionSamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedUsersTest {

    private final ManualTicker ticks = new ManualTicker();
    private final FakeUsers directory = new FakeUsers();
    private final CachedUsers users = new CachedUsers(directory, ticks);
    private final UserSessionGuard guard = new UserSessionGuard(users);
    private final User demo = SampleUsers.user("demo", "password", "READ");

    private SessionRecord session() {
        SessionRecord base = SessionSamples.session(1, "demo", null);
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
    void directory_isAskedEvery30Seconds() throws Exception {
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
        directory.put(SampleUsers.disabled(demo));
        ticks.seconds(30);
        Verdict.End disabled = assertInstanceOf(Verdict.End.class, guard.check(session()));
        assertEquals("session.user-disabled", disabled.reason().code());
        directory.clear();
        ticks.seconds(30);
        Verdict.End removed = assertInstanceOf(Verdict.End.class, guard.check(session()));
        assertEquals("session.user-removed", removed.reason().code());
    }

    @Test
    void changedPassword_endsSessions() throws Exception {
        SessionRecord session = session();
        directory.put(SampleUsers.user("demo", "another password", "READ"));
        Verdict.End changed = assertInstanceOf(Verdict.End.class, guard.check(session));
        assertEquals("session.password-changed", changed.reason().code());
    }

    @Test
    void changedHash_endsSessions() throws Exception {
        SessionRecord session = session();
        directory.clear();
        directory.put(SampleUsers.user("demo", "password", "READ"));
        assertInstanceOf(
                Verdict.End.class, guard.check(session), "who got the name again is not who opened the session");
    }

    @Test
    void fingerprint_doesNotRevealThePassword() {
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
    void fingerprint_belongsToTheUserObject() {
        User another = SampleUsers.user("demo", "another password", "READ");
        for (User user : List.of(demo, another, demo, demo, another)) {
            assertEquals(LocalCaller.fingerprint(user), users.fingerprint(user));
        }
        ticks.seconds(61);
        assertEquals(LocalCaller.fingerprint(demo), users.fingerprint(demo));
    }

    @Test
    void changeInAMemoryDirectory_appliesAtTheNextUse() throws Exception {
        AtomicReference<User> current = new AtomicReference<>(demo);
        UserSessionGuard direct = new UserSessionGuard(new CachedUsers(inMemory(current), ticks));
        SessionRecord session = session();
        assertInstanceOf(Verdict.Keep.class, direct.check(session));
        current.set(SampleUsers.disabled(demo));
        Verdict.End disabled = assertInstanceOf(Verdict.End.class, direct.check(session));
        assertEquals("session.user-disabled", disabled.reason().code());
        current.set(demo.withPassword(SampleUsers.hash("another")));
        Verdict.End changed = assertInstanceOf(Verdict.End.class, direct.check(session));
        assertEquals("session.password-changed", changed.reason().code());
        current.set(demo);
        assertInstanceOf(Verdict.Keep.class, direct.check(session));
        current.set(null);
        Verdict.End removed = assertInstanceOf(Verdict.End.class, direct.check(session));
        assertEquals("session.user-removed", removed.reason().code());
    }

    private static Users inMemory(AtomicReference<User> current) {
        return new Users() {
            @Override
            public Optional<User> find(String name) {
                return Optional.ofNullable(current.get());
            }

            @Override
            public boolean blocking() {
                return false;
            }
        };
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'abc', true
            'abc def', true
            'def abc', true
            'x abc y', true
            'abcd', false
            'xabc', false
            'xabc abcd', false
            'xabc abc', true
            'ab c', false
            ' ', false
            'abcabc', false
            'abcabc abc', true
            """)
    void fingerprint_isFoundAsAWhole(String data, boolean found) {
        assertEquals(found, LocalCaller.openedWith(data, "abc"));
        assertFalse(LocalCaller.openedWith("", "abc"));
    }

    @Test
    void changedPermissions_areAppliedToTheSession() throws Exception {
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
    void directoryDown_isBridgedForAMinute() throws Exception {
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
        directory.put(SampleUsers.disabled(demo));
        assertTrue(users.find("demo").orElseThrow().disabled());
        users.learn(demo);
        assertEquals(Optional.of(demo), users.find("demo"));
        assertEquals(1, directory.asked());
    }

    @Test
    void memoryDirectory_isAskedEachTime() throws Exception {
        CachedUsers direct = new CachedUsers(Users.of(Set.of(demo)), ticks);
        assertEquals(Optional.of(demo), direct.find("demo"));
        direct.learn(SampleUsers.disabled(demo));
        assertEquals(Optional.of(demo), direct.find("demo"));
    }
}
