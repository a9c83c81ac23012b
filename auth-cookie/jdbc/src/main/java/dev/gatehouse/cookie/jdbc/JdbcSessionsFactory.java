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
 * Makes the sessions named {@code jdbc}: kept in a database, H2 or PostgreSQL, so they outlive a restart and, in PostgreSQL, are shared by any number of nodes. The start is
 * refused when the database refuses the user, and goes on while it is not there: until it is, requests with a session cookie are answered with 503. Thread-safe.
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
        DatabaseConfig terms = DatabaseConfig.of("gatehouse-sessions", JdbcSettings.SESSIONS, context.settings());
        SessionClock time = SessionClock.of(context);
        SessionDatabase database = new SessionDatabase(terms, time);
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
