package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * Connects with a JDBC driver by its class. {@link java.sql.DriverManager} looks for drivers once in the life of the
 * JVM, and so finds none of a web application that is deployed later. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class JdbcDrivers {

    private JdbcDrivers() {}

    /**
     * Creates a driver.
     *
     * @throws IllegalStateException if the class is missing or is not a driver
     */
    public static Driver create(String className, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(className, true, loader);
            return (Driver) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("the JDBC driver " + className + " is not on the class path", missing);
        }
    }

    /**
     * Returns whether a URL has a password, or a user before the host, where PostgreSQL's driver takes none. Such a URL
     * would be printed with its credentials.
     */
    public static boolean hasCredentials(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        int query = lower.indexOf('?');
        String place = query < 0 ? lower : lower.substring(0, query);
        return lower.contains("password=") || (place.startsWith("jdbc:postgresql:") && place.indexOf('@') >= 0);
    }

    /**
     * Opens a connection.
     *
     * @throws SQLException if the database does not answer or refuses, or if the URL is not for this driver
     */
    public static Connection connect(Driver driver, String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not accept the URL");
        }
        return connection;
    }
}
