package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.cookie.users.InMemoryPasskeyStore;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mechanism {@code cookie} with passkeys, over users and sessions in memory. */
final class PasskeyRig {

    static final String PASSWORD = "correct horse";
    /** Cheap to verify; who has it could guess the password quickly. */
    static final PasswordHash HASH = PasswordHash.parse(
            "$argon2id$v=19$m=64,t=1,p=1$+qIER+Izkni0+XfXMbjocA" + "$QFC8z33J3VFuqr0E+JQlzOGgvGRledeMuM6KHETpXAU");

    final MovableClock clock = MovableClock.at("2026-01-31T12:00:00Z");
    final Map<String, User> users = new ConcurrentHashMap<>();
    final PasskeyStore store;
    final Sessions sessions;
    final TestMechanism mechanism;
    final TestBrowser browser;
    boolean usersDown;
    /** How many calls of the directory fail before it answers again. */
    int failures;

    PasskeyRig() {
        this(Map.of());
    }

    PasskeyRig(Map<String, String> settings) {
        this(settings, new InMemoryPasskeyStore());
    }

    PasskeyRig(Map<String, String> settings, PasskeyStore store) {
        this.store = store;
        user("ann", false);
        user("bob", false);
        MemorySessionsFactory memory = new MemorySessionsFactory();
        sessions = memory.create(TestContext.of(memory, Map.of()).withClock(clock));
        mechanism = node(settings);
        browser = new TestBrowser(mechanism);
    }

    /** Returns another node with the same users, passkeys and sessions. */
    TestMechanism node(Map<String, String> settings) {
        CookieMechanismFactory factory = CookieMechanismFactory.withUsers(new Directory());
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.cookie.passkeys", "on");
        all.putIfAbsent("auth.cookie.source-attempts", "1000000");
        all.putIfAbsent("auth.cookie.hash-concurrency", "64");
        TestMechanism created = TestMechanism.create(
                factory,
                TestContext.of(factory, all)
                        .withClock(clock)
                        .withPublicUrl("https://tasks.example.com/")
                        .withSessions(sessions));
        sessions.guard("cookie", created.mechanism().sessionGuard().orElseThrow());
        return created;
    }

    void user(String name, boolean disabled) {
        users.put(name, new User(name, "The " + name, HASH, Set.of("READ"), Set.of(), Set.of(), disabled));
    }

    /** Returns a passkey that ann has registered in the browser, which is logged out then. */
    SoftAuthenticator registered() {
        return registered("ann", SoftAuthenticator.Algorithm.ES256);
    }

    SoftAuthenticator registered(String user, SoftAuthenticator.Algorithm algorithm) {
        SoftAuthenticator key = new SoftAuthenticator(algorithm, "key of " + user);
        browser.logIn(user);
        Reply reply = browser.register(key);
        if (reply.status() != 201) {
            throw new IllegalStateException(reply + " " + reply.event());
        }
        browser.logOut();
        return key;
    }

    /** Returns the code of the reason of a refusal; otherwise the status. */
    static String outcome(Reply reply) {
        return reply.event().orElse(null) instanceof Reply.Event.LoginRefused refused
                ? refused.reason().code()
                : Integer.toString(reply.status());
    }

    private final class Directory implements Users {
        @Override
        public Optional<User> find(String name) throws UsersUnavailableException {
            if (usersDown || failures-- > 0) {
                throw new UsersUnavailableException("down", new IOException("down"));
            }
            return Optional.ofNullable(users.get(name));
        }

        @Override
        public boolean blocking() {
            return false;
        }

        @Override
        public Optional<PasskeyStore> passkeys() {
            return Optional.of(store);
        }
    }
}
