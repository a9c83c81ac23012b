package dev.gatehouse.samples.tasklist;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.samples.tasklist.demo.DemoData;
import dev.gatehouse.samples.tasklist.demo.DemoEngine;
import dev.gatehouse.samples.tasklist.demo.DemoSettings;
import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.samples.tasklist.status.StartSettings;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.tasklist.TasklistApi;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The complete application. The port is opened last. If the start is refused, everything already started is closed. */
final class SampleApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SampleApplication.class);

    private static final Duration KEYS_WAIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(10);

    private final CommandLine commandLine;
    private final Environment environment;
    private final Map<String, String> overrides;
    private final OpenParts parts = new OpenParts();
    private @Nullable IdentityProvider idp;
    private @Nullable SampleServer server;
    private @Nullable Management management;
    private @Nullable PartStates states;

    private SampleApplication(CommandLine commandLine, Environment environment, Map<String, String> overrides) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.overrides = Map.copyOf(overrides);
    }

    /**
     * Starts the application.
     *
     * @throws SettingException if a setting is invalid
     * @throws StartRefusedException if anything else prevents the start
     */
    static SampleApplication start(CommandLine commandLine, Environment environment) {
        return start(commandLine, environment, Map.of());
    }

    /** Starts the application with settings that override those of the demo. */
    static SampleApplication start(CommandLine commandLine, Environment environment, Map<String, String> overrides) {
        SampleApplication application = new SampleApplication(commandLine, environment, overrides);
        try {
            application.start();
            return application;
        } catch (RuntimeException | Error refused) {
            application.close();
            throw refused;
        }
    }

    /**
     * Starts the development identity provider.
     *
     * @throws StartRefusedException if its port is in use
     */
    static IdentityProvider startIdp(int port) {
        try {
            return IdentityProvider.demo().port(port).start();
        } catch (UncheckedIOException taken) {
            throw new StartRefusedException(
                    "the identity provider cannot listen on localhost:" + port
                            + ". Another process may use the port; choose another one with --idp-port",
                    taken);
        }
    }

    /** Returns the URL of the application. */
    URI base() {
        return running().base();
    }

    /** Returns the URL of the identity provider, which may not be running. */
    URI idpBase() {
        return idp == null ? URI.create("http://localhost:" + commandLine.idpPort()) : idp.baseUri();
    }

    /** Returns the demo identity provider; null if it is not in this process. */
    @Nullable
    IdentityProvider idp() {
        return idp;
    }

    /** Returns the URL of the management listener; null if there is none. */
    @Nullable
    URI managementBase() {
        return management == null ? null : management.base();
    }

    /** Returns the parts by name, as the probes see them. */
    Map<String, PartStates.Part> partStates() {
        return Objects.requireNonNull(states, "not started").parts();
    }

    /** Waits until the application is closed. */
    void join() throws InterruptedException {
        running().join();
    }

    /** Closes the port first, then everything else. */
    @Override
    public void close() {
        parts.close();
    }

    private void start() {
        SampleSettings settings;
        ApiSettings apiSettings;
        Gatehouse gatehouse;
        if (commandLine.isDemo()) {
            settings = SampleSettings.ofDemo(commandLine, environment);
            apiSettings = ApiSettings.ofDemo();
            gatehouse = demoHost(makeFolder(settings.data()));
        } else {
            ConfiguredHost configured = ConfiguredHost.of(commandLine, environment);
            gatehouse = start(configured.builder());
            settings = configured.settings();
            apiSettings = ApiSettings.of(gatehouse.applicationSettings());
            OriginalNames.report(environment, gatehouse.describeSettings()).forEach(line -> LOG.info("{}", line));
            makeFolder(settings.data());
        }
        Settings ofApplication = gatehouse.applicationSettings();
        TaskStore store = open(StoreSettings.of(ofApplication, settings.data()), settings.data());
        if (settings.demoData()) {
            DemoData.load(store, Clock.systemUTC());
        }
        RetentionSetting.apply(ofApplication, store);
        TasklistApi.Builder api = apiSettings.apply(TasklistApi.builder(store));
        if (commandLine.isDemo()) {
            api.processStarter(new DemoEngine(store, Clock.systemUTC()));
        }
        if (idp != null) {
            awaitKeys(gatehouse);
        }
        Management operators = Objects.requireNonNull(management);
        parts.push(operators);
        StartSettings atStart = new StartSettings(
                commandLine.isDemo() ? SampleSettings.declarationsOfDemo() : SampleSettings.declarations(),
                ofApplication);
        PartStates watched = operators.start(gatehouse, store, commandLine.config(), atStart);
        states = watched;
        server = SampleServer.start(settings, gatehouse, watched, api.build(), commandLine.isDemo());
        parts.push(server);
    }

    private Gatehouse demoHost(Path data) {
        int idpPort = commandLine.idpPort();
        if (commandLine.mode() == CommandLine.Mode.DEMO) {
            // Start it before the host, whose first fetch of keys then succeeds.
            IdentityProvider provider = startIdp(idpPort);
            parts.push(provider);
            idp = provider;
            idpPort = provider.port();
        }
        Path users;
        try {
            users = DemoSettings.writeUsers(data);
        } catch (IOException failure) {
            throw new StartRefusedException(
                    "cannot write to " + data + ": " + failure + ". Choose another directory with --data");
        }
        return start(SampleSettings.declareOfDemo(environment.host().apply(Gatehouse.builder()))
                .settings(DemoSettings.of(idpPort, users))
                .settings(SessionDefaults.in(data))
                .settings(SessionDefaults.cookie())
                .settings(overrides)
                .mechanism(CookieMechanismFactory.withDemoUsers())
                .policy(SampleServer.policy(ApiSettings.ofDemo(), true)));
    }

    /** Avoids 503 for users who paste the first commands right after the start. */
    private static void awaitKeys(Gatehouse gatehouse) {
        long end = System.nanoTime() + KEYS_WAIT.toNanos();
        while (!SampleServer.isUp(gatehouse) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private Gatehouse start(Gatehouse.Builder builder) {
        parts.push(LogOutput.of(LogSettings.of(builder.applicationSettings())));
        management = Management.of(builder);
        Gatehouse gatehouse;
        try {
            gatehouse = builder.start();
        } catch (SettingException refused) {
            SettingException explained = explained(refused);
            if (builder.check().passed()) {
                // The settings are valid, so it is something else that may be over later: a database that is down.
                throw new StartRefusedException(String.valueOf(explained.getMessage()), explained);
            }
            throw explained;
        }
        parts.push(gatehouse);
        return gatehouse;
    }

    private SettingException explained(SettingException refused) {
        // This is the first file opened in the data directory, so it fails first if another instance runs.
        return refused.key().equals(SessionDefaults.URL)
                ? new SettingException(
                        refused.key(),
                        refused.getMessage() + " (default: a file in the directory of --data or sample.data)")
                : ConfiguredHost.withOriginalName(refused, environment);
    }

    private static Path makeFolder(Path data) {
        try {
            return Files.createDirectories(data.toAbsolutePath());
        } catch (IOException failure) {
            throw new StartRefusedException("cannot create the data directory " + data + ": " + failure
                    + ". Choose another one with --data or sample.data");
        }
    }

    private TaskStore open(StoreOptions options, Path data) {
        TaskStore store;
        try {
            store = TaskStores.open(options);
        } catch (RuntimeException failure) {
            boolean elsewhere = !options.url().equals(StoreSettings.in(data).url());
            if (elsewhere) {
                throw new StartRefusedException(
                        "cannot open the database of " + StoreSettings.URL.key() + ": " + innermost(failure)
                                + ". Start the database, or correct the URL, the user or the password",
                        failure);
            }
            throw new StartRefusedException(
                    "cannot open the data in " + data + ": " + innermost(failure)
                            + ". Stop another instance that uses it, restore a damaged file from a backup or move it "
                            + "away, or choose another directory with --data or sample.data",
                    failure);
        }
        parts.push(store);
        return store;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private SampleServer running() {
        return Objects.requireNonNull(server, "not started");
    }
}
