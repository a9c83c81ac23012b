package dev.gatehouse.cookie.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Nodes on one store under one clock, created as the host creates them. Each has its own state.
 *
 * @since 0.1
 */
@Incubating
public final class Nodes implements AutoCloseable {

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final List<Sessions> open = new CopyOnWriteArrayList<>();
    private final SessionsFactory factory;
    private final Map<String, String> settings;

    /** Creates nodes with these settings. None is started yet. */
    public Nodes(SessionsFactory factory, Map<String, String> settings) {
        this.factory = factory;
        this.settings = new TreeMap<>(settings);
    }

    /** Changes a setting of nodes that are started later. */
    public Nodes with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Starts a node. */
    public Sessions start() {
        Sessions sessions = factory.create(TestContext.of(factory, settings).withClock(clock));
        open.add(sessions);
        return sessions;
    }

    /** Starts a node and waits until it reports its store as up. A plain start waits only for a limited time. */
    public Sessions startUp() {
        Sessions sessions = start();
        awaitUp(sessions);
        return sessions;
    }

    /** Advances the clock of all nodes. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** Logs a user in. */
    public static Sessions.Opened open(Sessions sessions, String subject) throws SessionsUnavailableException {
        Caller caller =
                Caller.builder("local", subject).permissions(Set.of("READ")).build();
        return sessions.open(new Sessions.NewSession("cookie", caller, null, null, null, "data"));
    }

    /** Returns {@code live}, or the reason code of a dead session. */
    public static String code(Sessions sessions, Sessions.Opened session) throws SessionsUnavailableException {
        Lookup lookup = sessions.find(session.cookie().value());
        return lookup instanceof Lookup.Dead dead ? dead.reason().code() : "live";
    }

    /**
     * Returns {@code live}, the reason code of a dead session, or {@code unavailable}. Advances the clock so that no
     * cached copy answers.
     */
    public String fresh(Sessions sessions, Sessions.Opened session) {
        clock.advance(Duration.ofSeconds(1));
        return codeOrUnavailable(sessions, session);
    }

    private static String codeOrUnavailable(Sessions sessions, Sessions.Opened session) {
        try {
            return code(sessions, session);
        } catch (SessionsUnavailableException unavailable) {
            assertTrue(unavailable.retryAfter().compareTo(Duration.ZERO) > 0);
            return "unavailable";
        }
    }

    /** Waits until a session is live; until then it must be unavailable. */
    public void awaitLive(Sessions sessions, Sessions.Opened session) {
        String code = fresh(sessions, session);
        while (code.equals("unavailable")) {
            pause();
            // The clock stands still, because the session would expire after so many attempts.
            code = codeOrUnavailable(sessions, session);
        }
        assertEquals("live", code);
    }

    /** Waits until a node reports its store as up. */
    public static void awaitUp(Sessions sessions) {
        while (sessions.health().state() != Health.State.UP) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Override
    public void close() {
        open.forEach(Sessions::close);
    }
}
