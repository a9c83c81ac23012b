package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.caller;

import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.Sessions.NewSession;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sessions in memory with a clock that the test advances. */
final class SessionsFixture {
    final MovableClock clock = MovableClock.at(START);
    final ManualTicker ticks = new ManualTicker();
    final SessionClock time = new SessionClock(clock, ticks);
    final MemorySessionStore store = new MemorySessionStore(1000, time);
    final StoredSessions sessions = sessions(0);

    StoredSessions sessions(int perUser) {
        return sessions(perUser, null);
    }

    StoredSessions sessions(int perUser, @Nullable Duration lasting) {
        SessionPolicy policy = new SessionPolicy(
                new CookieAttributes("SESSION", SetCookie.SameSite.STRICT),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                lasting,
                perUser);
        return new StoredSessions(store, policy, clock, time);
    }

    Sessions.Opened open(String subject) throws Exception {
        return open(subject, null, null);
    }

    Sessions.Opened open(String subject, @Nullable String sid, @Nullable Duration lifetime) throws Exception {
        return sessions.open(new NewSession("cookie", caller(subject), sid, "tenant", lifetime, "data"));
    }

    String code(String cookieValue) throws Exception {
        Lookup lookup = sessions.find(cookieValue);
        return lookup instanceof Lookup.Dead dead ? dead.reason().code() : "live";
    }

    void advance(Duration length) {
        clock.advance(length);
    }
}
