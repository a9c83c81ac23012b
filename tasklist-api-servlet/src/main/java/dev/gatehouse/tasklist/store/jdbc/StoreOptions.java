package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to open a task store. Immutable.
 *
 * @param url JDBC URL: {@code jdbc:h2:mem:name} (deleted when the store is closed), {@code jdbc:h2:file:/path/name}, or
 *     {@code jdbc:postgresql://host/database}
 * @param user user of the database, or null
 * @param password its password, or null
 * @param poolSize maximum number of connections
 * @param share maximum number of connections that one caller uses at once, 1 to the size of the pool
 * @param connectTimeout maximum time to wait for a connection
 * @param statementTimeout maximum time of a statement; a longer one is cancelled
 * @param clock clock for the creation times of tasks
 * @since 0.1
 */
@Incubating
public record StoreOptions(
        String url,
        @Nullable String user,
        @Nullable Secret password,
        int poolSize,
        int share,
        Duration connectTimeout,
        Duration statementTimeout,
        Clock clock) {

    /** Default number of connections. */
    public static final int DEFAULT_POOL_SIZE = 10;

    /** Default time to wait for a connection. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Default time of a statement. */
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the URL is of no supported kind, or a number is out of range
     */
    public StoreOptions {
        DatabaseKind.of(url);
        Objects.requireNonNull(clock, "clock");
        if (poolSize < 1) {
            throw new IllegalArgumentException("invalid pool size " + poolSize + ": expected a positive integer");
        }
        if (share < 1 || share > poolSize) {
            throw new IllegalArgumentException(
                    "invalid share " + share + ": expected an integer between 1 and the pool size " + poolSize);
        }
        if (connectTimeout.toMillis() < 250 || statementTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "invalid timeout: expected at least 250 ms to connect and 1 ms for a" + " statement");
        }
    }

    /** Returns options with defaults and without user. */
    public static StoreOptions of(String url) {
        return new StoreOptions(
                url,
                null,
                null,
                DEFAULT_POOL_SIZE,
                shareOf(DEFAULT_POOL_SIZE),
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_STATEMENT_TIMEOUT,
                Clock.systemUTC());
    }

    /** Returns options with a user of the database. */
    public StoreOptions withUser(@Nullable String name, @Nullable Secret secret) {
        return new StoreOptions(url, name, secret, poolSize, share, connectTimeout, statementTimeout, clock);
    }

    /** Returns options with another number of connections. The share of a caller is a third of them. */
    public StoreOptions withPoolSize(int connections) {
        return withPoolSize(connections, shareOf(connections));
    }

    /** Returns options with another number of connections, and another share of a caller. */
    public StoreOptions withPoolSize(int connections, int perCaller) {
        return new StoreOptions(url, user, password, connections, perCaller, connectTimeout, statementTimeout, clock);
    }

    /** Returns the default share of a caller: a third of the connections, but at least one. */
    public static int shareOf(int poolSize) {
        return Math.max(1, poolSize / 3);
    }

    /** Returns options with other time limits. */
    public StoreOptions withTimeouts(Duration connect, Duration statement) {
        return new StoreOptions(url, user, password, poolSize, share, connect, statement, clock);
    }

    /** Returns options with another clock. */
    public StoreOptions withClock(Clock other) {
        return new StoreOptions(url, user, password, poolSize, share, connectTimeout, statementTimeout, other);
    }

    /** Returns the kind of database only, because a URL may contain a password. */
    @Override
    public String toString() {
        return "StoreOptions[" + DatabaseKind.of(url) + "]";
    }
}
