package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes on one database under one clock, made as the host makes them; each has a state of its own. */
final class Nodes implements AutoCloseable {

    final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final List<Sessions> open = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();

    Nodes(String url) {
        settings.put("auth.sessions.jdbc.url", url);
        if (url.startsWith("jdbc:postgresql:")) {
            settings.put("auth.sessions.jdbc.user", "postgres");
        }
    }

    Nodes with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Sessions start() {
        JdbcSessionsFactory factory = new JdbcSessionsFactory();
        Sessions sessions = factory.create(TestContext.of(factory, settings).withClock(clock));
        open.add(sessions);
        return sessions;
    }

    static Sessions.Opened open(Sessions sessions, String subject) throws Exception {
        Caller caller =
                Caller.builder("local", subject).permissions(Set.of("READ")).build();
        return sessions.open(new Sessions.NewSession("cookie", caller, null, null, null, "data"));
    }

    static String code(Sessions sessions, Sessions.Opened session) throws Exception {
        Lookup lookup = sessions.find(session.cookie().value());
        return lookup instanceof Lookup.Dead dead ? dead.reason().code() : "live";
    }

    @Override
    public void close() {
        open.forEach(Sessions::close);
    }
}
