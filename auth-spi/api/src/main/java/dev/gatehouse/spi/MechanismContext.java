package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The services that the host offers to a mechanism. Thread-safe; valid until the mechanism is closed.
 *
 * @since 0.1
 */
@Stable
public interface MechanismContext {

    /** Returns the name under which the mechanism is configured. */
    String name();

    /** Returns the values of the settings that the factory declared. */
    Settings settings();

    /**
     * Returns the wall clock, for comparison with times from other machines such as {@code exp}. Use
     * {@link System#nanoTime()} to measure durations.
     */
    Clock clock();

    /** Returns the protection space for challenges (RFC 9110 section 11.5). */
    String realm();

    /**
     * Returns the public URL of the application; empty when it is not configured and has to be taken from each request.
     */
    Optional<URI> publicUrl();

    /**
     * Returns the session service that {@code auth.sessions} selects. Every mechanism gets the same object.
     *
     * @throws SettingException if no service of that name exists
     */
    Sessions sessions();

    /**
     * Returns the connect timeout for outgoing connections ({@code auth.http.connect-timeout}); one second by default.
     */
    Duration httpConnectTimeout();

    /**
     * Returns whether the configuration is only checked. The default is {@code false}.
     *
     * <p>In a check, the host creates the mechanisms as for a start, calls {@link AuthenticationMechanism#check()}, and
     * closes them again. {@link AuthenticationMechanism#start()} is never called, no request comes, and all state is
     * discarded. A mechanism or session service that opens something while it is created, such as a connection, a
     * thread or a file that it writes, must not open it then, and validates its settings all the same. One that waits
     * for {@code start()} before it opens anything need not look at this.
     */
    default boolean checkOnly() {
        return false;
    }

    /** Returns the timeout for a whole outgoing request ({@code auth.http.timeout}); three seconds by default. */
    Duration httpTimeout();

    /**
     * Returns state that belongs to the host and survives a reload of the configuration, such as a deny list, a replay
     * cache or a throttle.
     *
     * <p>The first call with a name creates the state. Later calls return the same object, including calls by the
     * instance that replaces this mechanism after a reload. The host closes an {@link AutoCloseable} state when it
     * shuts down.
     *
     * @param name a name, unique within this mechanism
     * @param type the type of the state
     * @param create creates the state; called at most once
     * @throws IllegalStateException if the name exists with another type
     */
    <T> T state(String name, Class<T> type, Supplier<? extends T> create);

    /**
     * Returns state that all mechanisms and the session service of this host share, such as a login throttle that
     * several of them count in. Otherwise the same as {@link #state}.
     *
     * <p>Name and type together identify the state. Code that cannot access the type therefore cannot reach the state
     * by accident.
     *
     * @param name a name
     * @param type the type of the state
     * @param create creates the state; called at most once
     */
    <T> T sharedState(String name, Class<T> type, Supplier<? extends T> create);

    /**
     * Returns a piece of state that belongs to one configuration and is shared by all its mechanisms, such as a cache
     * of verified tokens that several mechanisms use. The first call creates it. A reload starts with new state. If it
     * is {@link AutoCloseable}, the host closes it after the mechanisms of its configuration, also when the start is
     * refused halfway. Name and type together identify it.
     *
     * @param name a name
     * @param type its type
     * @param create creates it; called at most once per configuration
     */
    <T> T snapshotState(String name, Class<T> type, Supplier<? extends T> create);
}
