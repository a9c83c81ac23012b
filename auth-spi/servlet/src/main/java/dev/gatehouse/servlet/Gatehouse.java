package dev.gatehouse.servlet;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The host that decides who is calling: built once, asked by its {@link #filter()} for every request,
 * reloaded without losing one, closed at the end. Thread-safe.
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

    /** Starts a configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the filter; map it first, to {@code /*}, for all dispatcher types, with asynchronous processing
     * supported.
     */
    public Filter filter() {
        return new AuthenticationFilter(this);
    }

    /**
     * Puts the filter before everything that the container declared: on every path, for all dispatcher types,
     * with asynchronous processing supported. To be called while the context starts, as from a
     * {@link jakarta.servlet.ServletContextListener}; filters added later in code stand behind it.
     *
     * @throws IllegalStateException if the context has started, or has a filter named {@code gatehouse} already
     */
    public void addTo(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("gatehouse", filter());
        if (registration == null) {
            throw new IllegalStateException("the servlet context already has a filter named gatehouse");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    /**
     * Reads the settings afresh and changes over to them at once; requests under way end with the old ones,
     * which are closed after the last of them, or after 30 seconds.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the new settings can't be used; the old ones stay
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
     * Returns the health of every active mechanism by name, and that of the sessions where they are in use.
     * The host is ready when none is down.
     */
    public Map<String, Health> health() {
        return snapshot().health();
    }

    /** Returns how many decisions of an outcome there were since the start. */
    public long count(Decision.Outcome outcome) {
        return startUp.decisions().count(outcome);
    }

    /** Returns how many decisions the listeners did not hear of, because they were too slow. */
    public long droppedDecisions() {
        return startUp.decisions().dropped();
    }

    /** Returns the settings in force, a line each with where it comes from; secrets are masked. */
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

    /**
     * Returns the settings of {@linkplain Builder#ignoring(String) prefixes that are not ours}, for the
     * application.
     */
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
     * Decides about a dispatch by the settings in force now, since those that the request came in under may be
     * closed already.
     */
    Admission redispatch(HttpServletRequest request, HttpServletResponse response, Admission before) {
        Snapshot snapshot = enter();
        try {
            return snapshot.host().redispatch(request, response, before);
        } finally {
            snapshot.exit();
        }
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

    /** Closes the mechanisms and waits up to ten seconds for the listeners. Requests must have ended before. */
    @Override
    public void close() {
        snapshot().close();
        startUp.close();
    }

    /** Collects what a host is made of. Not thread-safe. */
    public static final class Builder {
        private final StartUp startUp = new StartUp();
        private boolean started;

        private Builder() {}

        /** Adds settings; those of files, the environment and system properties go before them. */
        public Builder settings(Map<String, String> settings) {
            startUp.code.add(Map.copyOf(settings));
            return this;
        }

        Builder initParameters(Map<String, String> parameters) {
            startUp.initParameters.add(Map.copyOf(parameters));
            return this;
        }

        /** Adds a properties file in UTF-8; later files go before earlier ones. */
        public Builder settingsFile(Path file) {
            startUp.files.add(file);
            return this;
        }

        /** Leaves the environment and the system properties out, for a process that runs several hosts. */
        public Builder withoutEnvironment() {
            return environment(name -> null, name -> null);
        }

        /**
         * Sets where environment variables and system properties are looked up; those of the process by default.
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
         * Leaves keys with a prefix to the application, such as {@code sample.}; see
         * {@link Gatehouse#otherSettings()}.
         */
        public Builder ignoring(String prefix) {
            startUp.ignoredPrefixes.add(prefix);
            return this;
        }

        /**
         * Sets the access policy; rules in settings are added to it. Without any every path needs an
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
         * Adds a factory besides those that {@link java.util.ServiceLoader} finds; one of the same name goes
         * before a found one.
         */
        public Builder mechanism(AuthenticationMechanismFactory factory) {
            startUp.mechanismFactories.add(factory);
            return this;
        }

        /**
         * Adds sessions besides those that {@link java.util.ServiceLoader} finds; ones of the same name go
         * before found ones.
         */
        public Builder sessions(SessionsFactory factory) {
            startUp.sessionsFactories.add(factory);
            return this;
        }

        /** Sets the clock; the system's by default. */
        public Builder clock(Clock clock) {
            startUp.clock = clock;
            return this;
        }

        /** Sets where {@link java.util.ServiceLoader} looks; the context class loader by default. */
        public Builder classLoader(ClassLoader classLoader) {
            startUp.classLoader = classLoader;
            return this;
        }

        /**
         * Starts the host.
         *
         * @throws dev.gatehouse.spi.settings.SettingException if a setting can't be used; nothing is left running
         * @throws IllegalStateException if it was called before; each host takes a builder of its own
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
