package dev.gatehouse.cookie.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of sessions or users, made and kept up to date under a history of their own, so that they can live beside those of an application. Several nodes may do that at
 * once: one does, the others wait.
 */
record Schema(String part) {

    static final Schema SESSIONS = new Schema("sessions");
    static final Schema USERS = new Schema("users");

    /**
     * Brings them up to date, in a connection without the limits of a call.
     *
     * @throws SQLException if the database does not answer
     * @throws FlywayException if it refuses
     */
    void migrate(Database database) throws SQLException {
        // Fails with a plain exception when the database is not there; what comes after is about its content.
        try (Connection reachable = database.directly()) {
            reachable.isValid(1);
        }
        DatabaseConfig terms = database.terms();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(
                        terms.url(),
                        terms.user().orElse(null),
                        terms.password().map(secret -> secret.reveal()).orElse(null))
                .locations("classpath:db/gatehouse/" + part)
                .table("gatehouse_" + part + "_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
