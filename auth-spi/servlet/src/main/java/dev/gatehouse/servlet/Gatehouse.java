package dev.gatehouse.servlet;

import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The host, which authenticates every request through its {@link #filter()}. Build it once and close it at the end. A
 * reload loses no request. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class Gatehouse implements AutoCloseable {

    private final StartUp startUp;
    private volatile Snapshot active;

    private Gatehouse(StartUp startUp) {
        this.startUp = startUp;
        this.active = startUp.assemble();
        startUp.activate(active);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the filter. Map it first, to {@code /*}, for all dispatcher types, with asynchronous processing
     * supported.
     */
    public Filter filter() {
        return new AuthenticationFilter(this);
    }

    /**
     * Returns a filter for dispatches to one servlet by its name ({@code ServletContext.getNamedDispatcher}), which
     * filters that are mapped to paths do not see. Map it to that servlet's name for {@code FORWARD} and
     * {@code INCLUDE}, with asynchronous processing supported. The caller must then satisfy the rules of all mappings
     * of the servlet, unless one of them matches the path of the request. {@link #addTo} registers these filters.
     *
     * @param servletName the name of the servlet
     */
    public Filter namedDispatchFilter(String servletName) {
        return new NamedDispatchFilter(this::redispatch, servletName);
    }

    /**
     * Registers the filter before all declared filters: on every path, for all dispatcher types, with asynchronous
     * processing supported; and a {@linkplain #namedDispatchFilter filter for dispatches by name} for each servlet that
     * is registered by then. Call it while the context starts, after the servlets are registered, such as in a
     * {@link jakarta.servlet.ServletContextListener}. Filters that code adds later run after it.
     *
     * @throws IllegalStateException if the context has started or already has a filter named {@code gatehouse}
     */
    public void addTo(ServletContext context) {
        FilterRegistrations.add(context, filter(), this::namedDispatchFilter);
    }

    /**
     * Reloads the settings and applies them to new requests at once. Requests in progress finish with the old
     * configuration, which is closed after the last of them, or after 30 seconds.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the new settings are invalid; the old ones stay in effect
     */
    public void reload() {
        synchronized (startUp) {
            Snapshot next = startUp.assemble();
            Snapshot previous = active;
            active = next;
            startUp.activate(next);
            previous.retire();
        }
    }

    /**
     * Returns the health of each active mechanism by name, and that of the sessions if they are in use. The host is
     * ready if none is down.
     */
    public Map<String, Health> health() {
        return snapshot().health();
    }

    /**
     * Returns whether an active mechanism answers requests with this method for exactly this path, so that a page can
     * offer what the configuration offers.
     *
     * @param path the path below the context path, such as {@code /api/passkeys}
     */
    public boolean offers(String method, String path) {
        return snapshot().offers(method, path);
    }

    /** Returns the number of decisions with this outcome since the start. */
    public long count(Decision.Outcome outcome) {
        return startUp.decisions().count(outcome);
    }

    /** Returns the number of decisions that were dropped because the listeners were too slow. */
    public long droppedDecisions() {
        return startUp.decisions().dropped();
    }

    /** Returns the current settings, one per line with its origin. Secrets are masked. */
    public List<String> describeSettings() {
        return snapshot().settings().describe();
    }

    /**
     * Returns the settings that the application {@linkplain Builder#declare(Setting...) declared}, as of the last start
     * or reload.
     */
    public Settings applicationSettings() {
        return snapshot().settings().settings(SettingsOwners.APPLICATION);
    }

    /** Returns the settings with {@linkplain Builder#ignoring(String) ignored prefixes}, for the application. */
    public Map<String, String> otherSettings() {
        return snapshot().settings().ignored();
    }

    @Nullable
    Admission receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Snapshot snapshot = enter();
        try {
            Admission admission = snapshot.host().receive(request, response);
            if (admission != null) {
                startUp.decisions().admitted(request.getMethod(), admission.decision());
            }
            return admission;
        } finally {
            snapshot.exit();
        }
    }

    /**
     * Decides about a dispatch with the current configuration, because the one that admitted the request may be closed.
     */
    Admission redispatch(HttpServletRequest request, HttpServletResponse response, Admission before, String path) {
        Snapshot snapshot = enter();
        try {
            return snapshot.host().redispatch(request, response, before, path);
        } finally {
            snapshot.exit();
        }
    }

    /** Returns whether an error page may be shown to the caller of a request. */
    boolean admitsErrorPage(HttpServletRequest request, @Nullable Admission before) {
        return active.host().admitsErrorPage(request, before);
    }

    private Snapshot enter() {
        while (true) {
            Snapshot snapshot = active;
            snapshot.enter();
            // Only a snapshot that was active after it counted us is sure not to be closed before we leave it.
            if (snapshot == active) {
                return snapshot;
            }
            snapshot.exit();
        }
    }

    private Snapshot snapshot() {
        return active;
    }

    /** Closes the mechanisms and waits up to ten seconds for the listeners. Call it after all requests have ended. */
    @Override
    public void close() {
        snapshot().close();
        startUp.close();
    }

    /** Builds a host. Not thread-safe. */
    public static final class Builder {
        private final StartUp startUp = new StartUp();
        private boolean started;

        private Builder() {}

        /** Adds settings. Files, the environment and system properties override them. */
        public Builder settings(Map<String, String> settings) {
            startUp.code.add(Map.copyOf(settings));
            return this;
        }

        Builder initParameters(Map<String, String> parameters) {
            startUp.initParameters.add(Map.copyOf(parameters));
            return this;
        }

        /** Adds a properties file in UTF-8. Later files override earlier ones. */
        public Builder settingsFile(Path file) {
            startUp.files.add(file);
            return this;
        }

        /** Ignores the environment and the system properties, for a process that runs several hosts. */
        public Builder withoutEnvironment() {
            return environment(name -> null, name -> null);
        }

        /**
         * Sets the source of environment variables and system properties. Default: those of the process.
         *
         * @param variables returns the value of an environment variable, or {@code null}
         * @param properties returns the value of a system property, or {@code null}
         */
        public Builder environment(
                UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {
            startUp.environment = variables;
            startUp.systemProperties = properties;
            return this;
        }

        /**
         * Declares settings of the application. They come from the same sources as those of the host, are checked at
         * the start, are masked if they are secrets, and refuse the start if a key is misspelt. Read them with
         * {@link Gatehouse#applicationSettings()}.
         *
         * @param settings declarations whose keys begin with a word of the application, such as {@code shop.port};
         *     {@link #start()} refuses those that begin with {@code auth.}
         */
        public Builder declare(Setting<?>... settings) {
            startUp.applicationSettings.addAll(List.of(settings));
            return this;
        }

        /**
         * Reads the declared settings before the start, for an application that needs them to configure the host.
         *
         * @throws dev.gatehouse.spi.settings.SettingException if a setting of any declared key cannot be used
         */
        public Settings applicationSettings() {
            return startUp.readApplicationSettings();
        }

        /**
         * Ignores keys with a prefix, such as {@code sample.}, and leaves them to the application; see
         * {@link Gatehouse#otherSettings()}.
         */
        public Builder ignoring(String prefix) {
            startUp.ignoredPrefixes.add(prefix);
            return this;
        }

        /**
         * Sets the access policy. Rules from settings are added to it. Without rules, every path requires an
         * authenticated caller.
         */
        public Builder policy(AccessPolicy policy) {
            startUp.policy = policy;
            return this;
        }

        /** Adds a listener. */
        public Builder listener(DecisionListener listener) {
            startUp.listeners.add(listener);
            return this;
        }

        /**
         * Adds a factory to those that {@link java.util.ServiceLoader} finds. It replaces a factory of the same name.
         */
        public Builder mechanism(AuthenticationMechanismFactory factory) {
            startUp.mechanismFactories.add(factory);
            return this;
        }

        /**
         * Adds a session store to those that {@link java.util.ServiceLoader} finds. It replaces a store of the same
         * name.
         */
        public Builder sessions(SessionsFactory factory) {
            startUp.sessionsFactories.add(factory);
            return this;
        }

        /** Sets the clock. Default: the system clock. */
        public Builder clock(Clock clock) {
            startUp.clock = clock;
            return this;
        }

        /** Sets the class loader for {@link java.util.ServiceLoader}. Default: the context class loader. */
        public Builder classLoader(ClassLoader classLoader) {
            startUp.classLoader = classLoader;
            return this;
        }

        /**
         * Starts the host.
         *
         * @throws dev.gatehouse.spi.settings.SettingException if a setting is invalid; nothing is left running
         * @throws IllegalStateException if it was called before; use a new builder for each host
         */
        public Gatehouse start() {
            if (started) {
                throw new IllegalStateException("this builder has already started a host; use a new one");
            }
            started = true;
            try {
                return new Gatehouse(startUp);
            } catch (RuntimeException | Error refused) {
                startUp.close();
                throw refused;
            }
        }
    }
}
