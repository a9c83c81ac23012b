package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.sessions.StoredSessions;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the sessions named {@code jdbc}, in an H2 or PostgreSQL database. They outlive a restart, and in PostgreSQL
 * any number of nodes share them. If the database rejects the configured user, the start is refused. If the database is
 * down, the host starts; requests with a session cookie are answered with 503 until it is up. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class JdbcSessionsFactory implements SessionsFactory {

    /** For {@link java.util.ServiceLoader}. */
    public JdbcSessionsFactory() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(JdbcSettings.SESSIONS.all());
        settings.addAll(StoredSessions.settings());
        return List.copyOf(settings);
    }

    @Override
    public Sessions create(MechanismContext context) {
        DatabaseConfig config = DatabaseConfig.of("gatehouse-sessions", JdbcSettings.SESSIONS, context.settings());
        if (context.checkOnly()) {
            return StoredSessions.unopened(context);
        }
        DriverRegistrations.endWith(context);
        SessionClock time = SessionClock.of(context);
        SessionDatabase database = new SessionDatabase(config, time);
        try {
            Exception refusal = database.refusal();
            if (refusal != null) {
                throw context.settings().refuse(JdbcSettings.SESSIONS.url(), DatabaseErrors.describe(refusal));
            }
            return StoredSessions.shared(
                    context, new JdbcSessionStore(database, new JdbcLoginAttempts(database, time)));
        } catch (RuntimeException | Error refused) {
            database.close();
            throw refused;
        }
    }
}
