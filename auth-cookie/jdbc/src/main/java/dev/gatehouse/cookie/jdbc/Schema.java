package dev.gatehouse.cookie.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of sessions or users. They have a migration history of their own, so that they can share a database with
 * an application. Several nodes may migrate at once: one does, the others wait.
 */
record Schema(String part) {

    static final Schema SESSIONS = new Schema("sessions");
    static final Schema USERS = new Schema("users");

    /**
     * Migrates the tables on a connection without the limits of a call.
     *
     * @throws SQLException if the database does not answer
     * @throws FlywayException if the migration fails
     */
    void migrate(Database database) throws SQLException {
        // Throws SQLException if the database is down; later failures concern its content.
        try (Connection reachable = database.directly()) {
            reachable.isValid(1);
        }
        DatabaseConfig config = database.config();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(
                        config.url(),
                        config.user().orElse(null),
                        config.password().map(secret -> secret.reveal()).orElse(null))
                .locations("classpath:db/gatehouse/" + part)
                .table("gatehouse_" + part + "_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .placeholders(config.dialect().placeholders())
                .load()
                .migrate();
    }
}
