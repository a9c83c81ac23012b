package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MechanismContext} for tests: {@code factory.create(TestContext.of(factory, Map.of("auth.x.y", "1")))}.
 *
 * <p>Settings come from the map alone and are as strict as the host's. The clock is fixed at 2026-01-01T00:00:00Z
 * unless {@link #withClock} gives another one. The {@code with} methods return a copy; copies share the
 * {@linkplain #state state}, as a mechanism does with its successor after a reload. The {@linkplain #snapshotState
 * snapshot state} belongs to one context. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class TestContext implements MechanismContext {

    private final String name;
    private final TestSettings settings;
    private final ConcurrentMap<String, Object> state;
    private final ConcurrentMap<String, Object> snapshotState = new ConcurrentHashMap<>();
    private Clock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private String realm = "test";
    private @Nullable URI publicUrl;
    private @Nullable Sessions sessions;
    private Duration httpConnectTimeout = Duration.ofMinutes(1);
    private Duration httpTimeout = Duration.ofMinutes(1);

    private TestContext(String name, TestSettings settings, ConcurrentMap<String, Object> state) {
        this.name = name;
        this.settings = settings;
        this.state = state;
    }

    /**
     * Returns a context for a mechanism.
     *
     * @param factory the factory whose declared settings may be read
     * @param settings keys and values, as in a properties file
     * @throws SettingException if the map has a key that the factory does not declare
     */
    public static TestContext of(AuthenticationMechanismFactory factory, Map<String, String> settings) {
        return of(factory.name(), factory.settings(), settings);
    }

    /**
     * Returns a context for sessions.
     *
     * @param factory the factory whose declared settings may be read
     * @param settings keys and values, as in a properties file
     * @throws SettingException if the map has a key that the factory does not declare
     */
    public static TestContext of(SessionsFactory factory, Map<String, String> settings) {
        return of(factory.name(), factory.settings(), settings);
    }

    /**
     * Returns a context for anything that reads settings.
     *
     * @param name what {@link #name()} returns
     * @param declared the settings that may be read
     * @param settings keys and values, as in a properties file
     * @throws SettingException if the map has a key that is not declared
     */
    public static TestContext of(String name, List<Setting<?>> declared, Map<String, String> settings) {
        return new TestContext(name, TestSettings.of(name, declared, settings), new ConcurrentHashMap<>());
    }

    /** Returns a copy with this clock. */
    public TestContext withClock(Clock clock) {
        TestContext copy = copy();
        copy.clock = Objects.requireNonNull(clock, "clock");
        return copy;
    }

    /** Returns a copy with this realm; without it the realm is {@code test}. */
    public TestContext withRealm(String realm) {
        TestContext copy = copy();
        copy.realm = Objects.requireNonNull(realm, "realm");
        return copy;
    }

    /** Returns a copy with this public URL; without it, no public URL is set. */
    public TestContext withPublicUrl(String url) {
        TestContext copy = copy();
        copy.publicUrl = URI.create(url);
        return copy;
    }

    /** Returns a copy with these sessions; without them {@link #sessions()} refuses. */
    public TestContext withSessions(Sessions sessions) {
        TestContext copy = copy();
        copy.sessions = Objects.requireNonNull(sessions, "sessions");
        return copy;
    }

    /**
     * Returns a copy with these deadlines; without them, each is a minute, so that a slow machine does not look like an
     * outage.
     */
    public TestContext withHttpTimeouts(Duration connect, Duration whole) {
        TestContext copy = copy();
        copy.httpConnectTimeout = Objects.requireNonNull(connect, "connect");
        copy.httpTimeout = Objects.requireNonNull(whole, "whole");
        return copy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String realm() {
        return realm;
    }

    @Override
    public Optional<URI> publicUrl() {
        return Optional.ofNullable(publicUrl);
    }

    @Override
    public Sessions sessions() {
        if (sessions == null) {
            throw new SettingException(
                    "auth.sessions", "auth.sessions: the test context has no sessions; add withSessions(...)");
        }
        return sessions;
    }

    @Override
    public Duration httpConnectTimeout() {
        return httpConnectTimeout;
    }

    @Override
    public Duration httpTimeout() {
        return httpTimeout;
    }

    /**
     * Returns a context for the same settings after a reload: it shares the {@linkplain #state state} and has new
     * {@linkplain #snapshotState snapshot state}.
     */
    public TestContext reloaded() {
        return copy();
    }

    /** Returns what the mechanism keeps with the host. */
    List<Object> states() {
        List<Object> states = new ArrayList<>(state.values());
        states.addAll(snapshotState.values());
        return states;
    }

    /** Closes the {@linkplain #state state}, as the host does when it shuts down. */
    void closeState() {
        close(state);
    }

    /** Closes the {@linkplain #snapshotState snapshot state}, as the host does after the mechanisms. */
    void closeSnapshotState() {
        close(snapshotState);
    }

    private static void close(ConcurrentMap<String, Object> states) {
        for (Object value : states.values()) {
            if (value instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    throw new IllegalStateException("closing the state failed", failure);
                }
            }
        }
        states.clear();
    }

    @Override
    public <T> T state(String key, Class<T> type, Supplier<? extends T> create) {
        return in(state, key, type, create);
    }

    @Override
    public <T> T snapshotState(String key, Class<T> type, Supplier<? extends T> create) {
        return in(snapshotState, type.getName() + "/" + key, type, create);
    }

    private static <T> T in(
            ConcurrentMap<String, Object> states, String key, Class<T> type, Supplier<? extends T> create) {
        Object value = states.computeIfAbsent(key, absent -> create.get());
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "the state " + key + " is a " + value.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    @Override
    public <T> T sharedState(String key, Class<T> type, Supplier<? extends T> create) {
        return state("shared " + type.getName() + "/" + key, type, create);
    }

    /** Returns a copy without one of the given settings and with separate state. */
    TestContext without(String key) {
        return copy(settings.without(key), new ConcurrentHashMap<>());
    }

    boolean hasSessions() {
        return sessions != null;
    }

    Set<String> settingKeys() {
        return settings.keys();
    }

    /** Returns the names by which a message may refer to a key that is missing here. */
    List<String> names(String key) {
        return settings.names(key);
    }

    /** Returns the values of secret settings by their keys. */
    Map<String, String> secrets() {
        return settings.secrets();
    }

    private TestContext copy() {
        return copy(settings, state);
    }

    private TestContext copy(TestSettings otherSettings, ConcurrentMap<String, Object> otherState) {
        TestContext copy = new TestContext(name, otherSettings, otherState);
        copy.clock = clock;
        copy.realm = realm;
        copy.publicUrl = publicUrl;
        copy.sessions = sessions;
        copy.httpConnectTimeout = httpConnectTimeout;
        copy.httpTimeout = httpTimeout;
        return copy;
    }
}
