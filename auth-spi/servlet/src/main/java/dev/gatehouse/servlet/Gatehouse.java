package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.RequestHead;
import dev.gatehouse.servlet.mechanism.ReloadState;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
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
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The host, which authenticates every request through its {@link #filter()}. Build it once and close it at the end, or
 * {@linkplain #addTo add it} to the context that closes it. A reload loses no request. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class Gatehouse implements AutoCloseable {

    private final StartUp startUp;
    private final ReloadState reloads;
    private final SettingsWatch watch;
    private volatile Snapshot active;
    private boolean closed;

    private Gatehouse(StartUp startUp) {
        this.startUp = startUp;
        this.reloads = new ReloadState(startUp.clock);
        this.watch = new SettingsWatch(startUp::contents, this::reload, reloads::hasFailed);
        Map<Path, String> contents = watch.contents();
        this.active = startUp.assemble();
        startUp.activate(active);
        watch.attempted(contents);
        watch.every(active.reloadInterval());
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
        return new AuthenticationFilter(this, false);
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
     * <p>The host then belongs to this context and is closed with it, when the container destroys the filter. Register
     * the {@link #filter()} of a host that several contexts share, and close that host yourself.
     *
     * @throws IllegalStateException if the context has started or already has a filter named {@code gatehouse}
     */
    public void addTo(ServletContext context) {
        FilterRegistrations.add(context, new AuthenticationFilter(this, true), this::namedDispatchFilter);
    }

    /**
     * Reloads the settings and applies them to new requests at once. They are {@linkplain Builder#check() checked}
     * first. Requests in progress finish with the old configuration, which is closed after the last of them, or after
     * 30 seconds. If the reload fails, {@link #health()} says so until one succeeds. With {@code auth.reload-interval},
     * the host calls this by itself when the settings files have changed.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the new settings are invalid; the old ones stay in effect
     * @throws IllegalStateException if the host has been closed
     */
    public void reload() {
        synchronized (startUp) {
            if (closed) {
                throw new IllegalStateException("the host has been closed");
            }
            Map<Path, String> contents = watch.contents();
            try {
                Snapshot next = startUp.assembleAgain();
                Snapshot previous = active;
                active = next;
                startUp.activate(next);
                previous.retire();
                reloads.succeeded();
                watch.every(next.reloadInterval());
            } catch (RuntimeException refused) {
                reloads.failed(refused);
                throw refused;
            } finally {
                watch.attempted(contents);
            }
        }
    }

    /**
     * Returns the health of each active mechanism by name, and that of the sessions if they are in use. If the last
     * reload failed, {@code configuration} is degraded. The host is ready if none is down.
     */
    public Map<String, Health> health() {
        Map<String, Health> health = snapshot().health();
        Health configuration = reloads.health();
        if (configuration != null) {
            health.put(ReloadState.NAME, configuration);
        }
        return health;
    }

    /**
     * Returns figures about each active mechanism by its name, and about the sessions if they are in use: what they
     * {@linkplain dev.gatehouse.spi.AuthenticationMechanism#measurements() tell}, and how many calls to a mechanism run
     * and were refused because of {@code auth.blocking-calls}. Cheap; does not block.
     */
    public Map<String, List<Measurement>> measurements() {
        return snapshot().measurements();
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
        Decisions decisions = startUp.decisions();
        if (decisions.wantsDurations()) {
            Arrival.note(request);
        }
        Snapshot snapshot = enter();
        try {
            Admission admission = snapshot.host().receive(request, response);
            if (admission != null) {
                decisions.admitted(request, admission.decision());
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

    /**
     * Closes the mechanisms and waits up to ten seconds for the listeners. Call it after all requests have ended; a
     * second call has no effect.
     */
    @Override
    public void close() {
        watch.close();
        synchronized (startUp) {
            closed = true;
            snapshot().close();
            startUp.close();
        }
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
         * Sets the source of environment variables and system properties. Default: those of the process. Only names of
         * settings are looked up, so misspelt names are not found.
         *
         * @param variables returns the value of an environment variable, or {@code null}
         * @param properties returns the value of a system property, or {@code null}
         */
        public Builder environment(
                UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {
            startUp.environment = variables;
            startUp.systemProperties = properties;
            startUp.variableNames = Set::of;
            startUp.propertyNames = Set::of;
            return this;
        }

        /**
         * Sets the environment variables and system properties. Names that begin like settings and are none are logged
         * at the start, as they are for those of the process.
         *
         * @param variables the environment variables; copied
         * @param properties the system properties; copied
         */
        public Builder environment(Map<String, String> variables, Map<String, String> properties) {
            Map<String, String> knownVariables = Map.copyOf(variables);
            Map<String, String> knownProperties = Map.copyOf(properties);
            environment(knownVariables::get, knownProperties::get);
            startUp.variableNames = knownVariables::keySet;
            startUp.propertyNames = knownProperties::keySet;
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
         * Checks what {@link #start()} checks, and opens nothing: no connection, no thread, no file that is written.
         * Files that settings name are read. What only a server can say, such as whether it accepts a password, is not
         * known then. The builder can be used afterwards, also for {@code start()}. Mechanisms may log warnings of
         * their own.
         *
         * @return the effective settings, warnings, and the errors if a start would be refused
         */
        public ConfigurationCheck check() {
            return startUp.check();
        }

        /**
         * Says how the steps of the host treat a request: the gate, the access rule, what each mechanism finds, the
         * cross-site guard. Nothing is opened, as in {@link #check()}, and no credential is verified. The request is
         * assumed to come over TLS from the loopback address, to the root context, without a body.
         *
         * @param requestHead the head of the request, as HTTP/1.1 text or as {@code curl -v} prints it
         * @param meanings returns the meaning of a reason code, to add to a refusal; an empty string for none
         * @return one statement per line; no value of a header is among them
         * @throws dev.gatehouse.spi.settings.SettingException if a start would be refused
         * @throws IllegalArgumentException if it is not the head of a request; the message shows nothing of it
         */
        public List<String> explain(String requestHead, UnaryOperator<String> meanings) {
            return startUp.explain(RequestHead.parse(requestHead), meanings);
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
