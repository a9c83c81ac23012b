package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "HYT00, true",
        "55P03, true",
        "57014, true",
        "40001, true",
        "40P01, true",
        "08006, true",
        "53300, true",
        "57P03, true",
        "42501, false",
        "42S01, false",
        "28P01, false",
        "0, false"
    })
    void failedMigration_mayPassIfTheDatabaseIsBusyOrDown(String state, boolean mayPass) {
        SQLException cause = new SQLException("message", state);
        assertEquals(mayPass, DatabaseErrors.mayPass(new FlywayException("migration failed", cause)));
    }

    @Test
    void failureWithoutAState_isFinal() {
        assertFalse(DatabaseErrors.mayPass(new FlywayException("checksum mismatch")));
        assertFalse(DatabaseErrors.mayPass(new FlywayException("x", new SQLException("no state"))));
    }
}
