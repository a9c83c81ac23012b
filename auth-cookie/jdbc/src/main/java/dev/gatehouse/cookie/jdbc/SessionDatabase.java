package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database of the sessions behind its gate. It is used when its tables are there, which is seen to in the background. Thread-safe. */
final class SessionDatabase implements AutoCloseable {

    private final Database database;
    private final StoreCircuitBreaker gate;
    private final ExpiredRowCleanup cleanUp;
    private final DatabaseMaintenance background;

    SessionDatabase(DatabaseConfig terms, SessionClock time) {
        this.database = new Database(terms);
        this.gate = new StoreCircuitBreaker("the database of the sessions", 3 * terms.poolSize(), System::nanoTime);
        this.cleanUp = new ExpiredRowCleanup(database, time);
        this.background = new DatabaseMaintenance(database, Schema.SESSIONS, cleanUp);
    }

    StoreCircuitBreaker gate() {
        return gate;
    }

    Dialect dialect() {
        return database.terms().dialect();
    }

    <T extends @Nullable Object> T call(Database.Work<T> work) throws SessionsUnavailableException {
        return gate.call(() -> {
            background.requireTables();
            return database.call(work);
        });
    }

    /** Asks for nothing. */
    boolean ping() throws SQLException {
        background.requireTables();
        return database.call(call -> {
            try (PreparedStatement query = call.prepare("SELECT id FROM gatehouse_session WHERE id = ''");
                    ResultSet result = query.executeQuery()) {
                return result.next();
            }
        });
    }

    /** Whether it can't be used as it is configured, which waiting does not change; waits a while for the answer. */
    @Nullable
    Exception refusal() {
        return background.refusal();
    }

    /** Returns whether keys share counts because there are too many; see {@link ExpiredRowCleanup}. */
    boolean crowded() {
        return cleanUp.crowded();
    }

    @Override
    public void close() {
        background.close();
        database.close();
    }
}
