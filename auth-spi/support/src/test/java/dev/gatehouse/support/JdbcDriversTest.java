package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcDriversTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/tasks?password=x",
                "jdbc:postgresql://db/tasks?user=a&PassWord=x",
                "jdbc:postgresql://db/tasks?sslpassword=x",
                "jdbc:postgresql://tasks:secret@db/tasks",
                "jdbc:POSTGRESQL://tasks@db/tasks",
                "jdbc:h2:file:./tasks;USER=sa;PASSWORD=x"
            })
    void urlWithCredentials_isFound(String url) {
        assertTrue(JdbcDrivers.hasCredentials(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/tasks",
                "jdbc:postgresql://one:5432,two:5432/tasks?targetServerType=primary",
                "jdbc:postgresql://db/tasks?ApplicationName=tasks@night",
                "jdbc:h2:file:./a@b/tasks"
            })
    void urlWithoutCredentials_isNotRefused(String url) {
        assertFalse(JdbcDrivers.hasCredentials(url));
    }

    @Test
    void missingDriver_isNamed() {
        IllegalStateException missing = assertThrows(
                IllegalStateException.class,
                () -> JdbcDrivers.create("org.example.Driver", getClass().getClassLoader()));
        assertTrue(String.valueOf(missing.getMessage()).contains("org.example.Driver"));
    }
}
