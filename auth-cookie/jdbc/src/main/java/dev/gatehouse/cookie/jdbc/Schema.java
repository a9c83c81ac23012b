package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.support.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of sessions or users. They have a migration history of their own, so that they can share a database with
 * an application. Several nodes may migrate at once: one does, the others wait.
 */
record Schema(String part) {

    static final Schema SESSIONS = new Schema("sessions");
    static final Schema USERS = new Schema("users");

    private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(1);

    /**
     * Migrates the tables on a connection without the limits of a call.
     *
     * @throws SQLException if the database does not answer, or another node migrates for longer than a minute
     * @throws FlywayException if the content of the database prevents it
     */
    void migrate(Database database) throws SQLException {
        try (Connection alone = database.withoutLimits()) {
            MigrationLock.take(alone, part, LONGEST_MIGRATION);
            migrate(database.config());
        }
    }

    private void migrate(DatabaseConfig config) {
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
