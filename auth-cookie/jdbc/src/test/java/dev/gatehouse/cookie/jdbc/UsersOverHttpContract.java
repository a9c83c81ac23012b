package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of a table at a real host. Users, sessions and login attempts are in one database. */
interface UsersOverHttpContract {

    UsersSite site();

    @BeforeEach
    default void start() throws Exception {
        site().start();
    }

    @AfterEach
    default void stop() {
        site().stop();
    }

    @Test
    default void userInTheTable_logsIn() throws Exception {
        String cookie = site().session("ann", "correct horse");
        assertTrue(cookie.startsWith("AUTH-SESSION="));
        HttpResponse<String> who = site().http().get("/x", "Cookie", cookie);
        assertEquals(200, who.statusCode());
        assertEquals("ann", who.body());
        assertEquals(401, site().login("ann", "wrong").statusCode());
        assertEquals(401, site().login("Ann", "correct horse").statusCode());
        assertEquals(401, site().login("nobody", "correct horse").statusCode());
    }

    @Test
    default void disabledUser_losesTheSessionWithinAMinute() throws Exception {
        String cookie = site().session("ann", "correct horse");
        assertEquals(200, site().status(cookie));
        site().rows.set("disabled = TRUE", "ann");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(401, site().status(cookie));
        HttpResponse<String> again = site().login("ann", "correct horse");
        assertEquals(401, again.statusCode());
        assertEquals(site().login("nobody", "correct horse").body(), again.body());
        site().rows.set("disabled = FALSE", "ann");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(401, site().status(cookie), "an ended session does not come back");
        assertEquals(200, site().status(site().session("ann", "correct horse")));
    }

    @Test
    default void removedUser_losesTheSessionWithinAMinute() throws Exception {
        String cookie = site().session("ann", "correct horse");
        assertEquals(200, site().status(cookie));
        site().rows.delete("ann");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(401, site().status(cookie));
    }

    @Test
    default void changedPassword_endsSessions() throws Exception {
        String old = site().session("ann", "correct horse");
        site().rows
                .set("password_hash = '" + PasswordHash.create("battery staple").text() + "'", "ann");
        assertEquals(401, site().login("ann", "correct horse").statusCode());
        String next = site().session("ann", "battery staple");
        assertEquals(200, site().status(next));
        assertEquals(401, site().status(old), "the login has told this node of the change");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(200, site().status(next));
    }

    @Test
    default void changedPermissions_areInTheSessionWithinAMinute() throws Exception {
        String cookie = site().session("ann", "correct horse");
        site().rows.set("permissions = 'WRITE'", "ann");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(200, site().status(cookie));
        assertEquals(200, site().status(cookie));
    }

    @Test
    default void outdatedHash_isReplacedAndSessionsContinue() throws Exception {
        String bcrypt = "$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq";
        assertTrue(PasswordHash.parse(bcrypt).matches("rasmuslerdorf"));
        site().rows.set("password_hash = '" + bcrypt + "'", "ann");
        String cookie = site().session("ann", "rasmuslerdorf");
        String written = site().rows.hash("ann");
        assertNotEquals(bcrypt, written);
        assertTrue(written.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), written);
        assertTrue(PasswordHash.parse(written).matches("rasmuslerdorf"));
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(200, site().status(cookie));
        assertEquals(200, site().status(site().session("ann", "rasmuslerdorf")));
        assertEquals(written, site().rows.hash("ann"));
    }

    @Test
    default void attemptsOnTwoNodes_areCountedTogether() throws Exception {
        List<Callable<Integer>> attempts = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ProtectedSite other = new ProtectedSite(site().rows.host())) {
            List<ProtectedSite> nodes = List.of(site().http(), other);
            for (int i = 0; i < 32; i++) {
                ProtectedSite node = nodes.get(i % 2);
                attempts.add(() -> node.postForm("/api/login", "username=ann&password=wrong")
                        .statusCode());
            }
            Map<Integer, Integer> answers = new TreeMap<>();
            for (Future<Integer> status : threads.invokeAll(attempts)) {
                answers.merge(status.get(), 1, Integer::sum);
            }
            // Exactly as many passwords were verified as attempts are allowed.
            assertEquals(Map.of(401, 5, 429, 27), answers);
            for (ProtectedSite node : nodes) {
                assertEquals(
                        429,
                        node.postForm("/api/login", "username=ann&password=correct+horse")
                                .statusCode());
            }
            site().rows.clock.advance(Duration.ofSeconds(30));
            assertEquals(
                    204,
                    other.postForm("/api/login", "username=ann&password=correct+horse")
                            .statusCode());
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "act", "view", "Demo"})
    default void demoUserWithItsPublicPassword_refusesTheStart(String name) throws Exception {
        site().rows.insert(name, PasswordHash.create(name).text());
        Gatehouse.Builder host = site().rows.host();
        SettingException refused = assertThrows(SettingException.class, () -> new ProtectedSite(host));
        assertEquals("auth.users.jdbc.url", refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(name) && message.contains("change the passwords"), message);
        assertFalse(message.contains("$argon2id"), message);
    }

    @Test
    default void demoUserAddedLater_isRefusedUntilItsPasswordChanges() throws Exception {
        site().rows.insert("demo", PasswordHash.create("demo").text());
        HttpResponse<String> refused = site().login("demo", "demo");
        assertEquals(401, refused.statusCode());
        assertEquals(site().login("nobody", "demo").body(), refused.body());
        site().rows
                .set("password_hash = '" + PasswordHash.create("battery staple").text() + "'", "demo");
        String cookie = site().session("demo", "battery staple");
        assertEquals(200, site().status(cookie));
        site().rows.set("password_hash = '" + PasswordHash.create("demo").text() + "'", "demo");
        site().rows.clock.advance(Duration.ofSeconds(60));
        assertEquals(401, site().status(cookie));
        assertEquals(401, site().login("demo", "demo").statusCode());
    }

    @Test
    default void demoNameWithAnotherPassword_isAccepted() throws Exception {
        site().rows.insert("view", PasswordHash.create("battery staple").text());
        try (ProtectedSite other = new ProtectedSite(site().rows.host())) {
            assertEquals(
                    204,
                    other.postForm("/api/login", "username=view&password=battery+staple")
                            .statusCode());
        }
    }
}
