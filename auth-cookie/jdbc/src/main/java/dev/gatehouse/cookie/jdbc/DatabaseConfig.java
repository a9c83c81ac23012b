package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * How a database is reached. {@link #toString()} shows its name only.
 *
 * @param name what to call the pool
 * @param url without credentials
 * @param timeout how long a call takes at most, waiting for a connection included
 */
record DatabaseConfig(
        String name,
        String url,
        Optional<String> user,
        Optional<Secret> password,
        int poolSize,
        Duration connectTimeout,
        Duration timeout) {

    static DatabaseConfig of(String name, JdbcSettings declared, Settings settings) {
        Duration connect = settings.get(declared.connectTimeout());
        Duration whole = settings.get(declared.timeout());
        if (connect.compareTo(whole) >= 0) {
            throw settings.refuse(
                    declared.connectTimeout(),
                    "it leaves no time for the call; make it shorter than "
                            + declared.timeout().key());
        }
        return new DatabaseConfig(
                name,
                settings.get(declared.url()),
                settings.find(declared.user()),
                settings.find(declared.password()),
                settings.get(declared.poolSize()),
                connect,
                whole);
    }

    Dialect dialect() {
        return Dialect.of(url);
    }

    String initSql() {
        return dialect().initSql(timeout.minus(connectTimeout));
    }

    /** Returns what the driver has to know; it counts in whole seconds. */
    Properties driverProperties() {
        Properties properties = new Properties();
        if (dialect() == Dialect.POSTGRESQL) {
            properties.setProperty("connectTimeout", seconds(connectTimeout));
            properties.setProperty("loginTimeout", seconds(connectTimeout));
            properties.setProperty("socketTimeout", seconds(timeout));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", name);
        }
        return properties;
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }

    @Override
    public String toString() {
        return "DatabaseConfig[" + name + "]";
    }
}
