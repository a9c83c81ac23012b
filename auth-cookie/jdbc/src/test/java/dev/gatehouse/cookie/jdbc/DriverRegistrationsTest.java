package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers of the class path of the JVM. Those of a web application are tested in samples/war. */
class DriverRegistrationsTest {

    @ParameterizedTest
    @EnumSource
    void driverOfTheJvm_staysRegisteredWhenTheHostCloses(Dialect dialect) {
        Driver driver = dialect.newDriver();
        assertEquals(dialect.driverName(), driver.getClass().getName());
        long before = registered(dialect);

        new DriverRegistrations(Dialect.class.getClassLoader()).close();

        assertEquals(before, registered(dialect));
        assertEquals(1, before);
    }

    @Test
    void databaseWithoutRegisteredDriver_isUsed() throws Exception {
        Driver registered = DriverManager.getDriver("jdbc:h2:mem:");
        DriverManager.deregisterDriver(registered);
        try {
            assertThrows(SQLException.class, () -> DriverManager.getDriver("jdbc:h2:mem:"));
            assertEquals(0, registered(Dialect.H2));
            try (Database database = new Database(config())) {
                Integer one = database.call(call -> one(call.prepare("SELECT 1")));
                assertEquals(1, one);
                database.directly().close();
                database.withoutLimits().close();
            }
        } finally {
            DriverManager.registerDriver(registered);
        }
    }

    private static DatabaseConfig config() {
        return new DatabaseConfig(
                "late",
                "jdbc:h2:mem:late",
                Optional.empty(),
                Optional.empty(),
                2,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
    }

    private static int one(PreparedStatement prepared) throws SQLException {
        try (PreparedStatement query = prepared;
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }

    private static long registered(Dialect dialect) {
        return DriverManager.drivers()
                .filter(driver -> driver.getClass().getName().equals(dialect.driverName()))
                .count();
    }
}
