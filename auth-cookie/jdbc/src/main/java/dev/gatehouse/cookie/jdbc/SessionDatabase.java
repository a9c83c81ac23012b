package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database of the sessions behind a circuit breaker. Calls are refused until the tables exist, which are created in
 * the background. Thread-safe.
 */
final class SessionDatabase implements AutoCloseable {

    private final Database database;
    private final StoreCircuitBreaker breaker;
    private final ExpiredRowCleanup cleanUp;
    private final DatabaseMaintenance background;

    SessionDatabase(DatabaseConfig config, SessionClock time) {
        this.database = new Database(config);
        this.breaker = new StoreCircuitBreaker("the database of the sessions", 3 * config.poolSize(), System::nanoTime);
        this.cleanUp = new ExpiredRowCleanup(database, time);
        this.background = new DatabaseMaintenance(database, Schema.SESSIONS, cleanUp);
    }

    StoreCircuitBreaker breaker() {
        return breaker;
    }

    Dialect dialect() {
        return database.config().dialect();
    }

    <T extends @Nullable Object> T call(Database.Work<T> work) throws SessionsUnavailableException {
        return breaker.call(() -> {
            background.requireTables();
            return database.call(work);
        });
    }

    /** Runs a query that finds nothing. */
    boolean ping() throws SQLException {
        background.requireTables();
        return database.call(call -> {
            try (PreparedStatement query = call.prepare("SELECT id FROM gatehouse_session WHERE id = ''");
                    ResultSet result = query.executeQuery()) {
                return result.next();
            }
        });
    }

    /** Returns the configuration error, if there is one. Waits a while for the first attempt. */
    @Nullable
    Exception refusal() {
        return background.refusal();
    }

    /** Returns whether keys must share counts because there are too many; see {@link ExpiredRowCleanup}. */
    boolean crowded() {
        return cleanUp.crowded();
    }

    void attemptKeyAdded() {
        cleanUp.attemptKeyAdded();
    }

    /** Returns whether there is no room for another remembered key. */
    boolean fullOfMemories() {
        return cleanUp.fullOfMemories();
    }

    @Override
    public void close() {
        background.close();
        database.close();
    }
}
