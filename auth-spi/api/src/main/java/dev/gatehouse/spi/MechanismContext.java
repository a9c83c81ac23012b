package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the host lends to a mechanism when it is created. Thread-safe. */
public interface MechanismContext {

    /** Returns the name under which the mechanism is configured. */
    String name();

    /** Returns the settings that the factory declared. */
    Settings settings();

    /** Returns the wall clock, for times that are compared with times of others such as {@code exp}. Measure lengths of time with {@link System#nanoTime()}. */
    Clock clock();

    /** Returns the protection space that challenges name (RFC 9110 section 11.5). */
    String realm();

    /** Returns the URL under which clients reach the application; empty when it is not configured and each request tells. */
    Optional<URI> publicUrl();

    /**
     * Returns the sessions that {@code auth.sessions} names; the same object for every mechanism.
     *
     * @throws SettingException if there are none of that name
     */
    Sessions sessions();

    /** Returns how long an outgoing connection may take to be made; a second by default. */
    Duration httpConnectTimeout();

    /** Returns how long an outgoing request may take as a whole; three seconds by default. */
    Duration httpTimeout();

    /**
     * Returns a piece of state that belongs to the host and outlives a reload of the configuration: a deny list, a replay set, a throttle. The first call for a name
     * makes it, later ones return the same object, also to a later instance of the mechanism. If it is {@link AutoCloseable} the host closes it at its own end.
     *
     * @param name a name within this mechanism
     * @param type its type
     * @param create makes it; called once at most
     * @throws IllegalStateException if the name is taken by another type
     */
    <T> T state(String name, Class<T> type, Supplier<? extends T> create);

    /**
     * Returns a piece of state as {@link #state} does, but one that all mechanisms and the sessions of the host have in common, such as a throttle of logins that several of
     * them count in. Name and type together say which one it is, so nobody who can't name the type meets it by chance.
     *
     * @param name a name
     * @param type its type
     * @param create makes it; called once at most
     */
    <T> T sharedState(String name, Class<T> type, Supplier<? extends T> create);

    /**
     * Returns a piece of state that belongs to one configuration and is shared by all its mechanisms, such as a cache of
     * verified tokens that several mechanisms use. The first call creates it. A reload starts with new state. If it is
     * {@link AutoCloseable}, the host closes it after the mechanisms of its configuration, also when the start is refused
     * halfway. Name and type together identify it.
     *
     * @param name a name
     * @param type its type
     * @param create creates it; called at most once per configuration
     */
    <T> T snapshotState(String name, Class<T> type, Supplier<? extends T> create);
}
