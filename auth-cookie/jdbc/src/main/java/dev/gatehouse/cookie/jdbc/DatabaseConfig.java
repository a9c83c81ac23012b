package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * How to connect to a database. {@link #toString()} shows its name only.
 *
 * @param name the name of the pool
 * @param url the URL, without credentials
 * @param timeout the maximum time of a call, including the wait for a connection
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
                    "it leaves no time for the call; expected less than "
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

    /** Returns the properties of the driver, which takes whole seconds. */
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
