package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HeadRequest;
import dev.gatehouse.servlet.gate.RequestHead;
import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.mechanism.Factories;
import dev.gatehouse.servlet.mechanism.SharedState;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.SettingsContent;
import dev.gatehouse.servlet.settings.SettingsLoader;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates snapshots from the configuration of the builder, and keeps the state that outlives them. */
final class StartUp {

    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    final List<Map<String, String>> code = new ArrayList<>();
    final List<Map<String, String>> initParameters = new ArrayList<>();
    final List<Path> files = new ArrayList<>();
    final List<Setting<?>> applicationSettings = new ArrayList<>();
    final List<String> ignoredPrefixes = new ArrayList<>();
    final List<DecisionListener> listeners = new ArrayList<>();
    final List<AuthenticationMechanismFactory> mechanismFactories = new ArrayList<>();
    final List<SessionsFactory> sessionsFactories = new ArrayList<>();
    AccessPolicy policy = AccessPolicy.builder().build();
    Clock clock = Clock.systemUTC();
    UnaryOperator<@Nullable String> environment = System::getenv;
    UnaryOperator<@Nullable String> systemProperties = System::getProperty;
    Supplier<Set<String>> variableNames = () -> System.getenv().keySet();
    Supplier<Set<String>> propertyNames = () -> System.getProperties().stringPropertyNames();

    @Nullable
    ClassLoader classLoader;

    private final SharedState sharedState = new SharedState();
    private final AuditLog audit = new AuditLog();
    private @Nullable Decisions decisions;
    private volatile Set<Path> secretFiles = Set.of();

    /** Returns a snapshot. If a setting refuses it, everything already created is closed. */
    Snapshot assemble() {
        Factories factories = factories();
        return assemble(factories, load(factories));
    }

    /**
     * Returns the snapshot of a reload. The new settings are checked with state of their own first, so that settings
     * which are refused open nothing and change nothing of the state that outlives a reload.
     */
    Snapshot assembleAgain() {
        Factories factories = factories();
        LoadedSettings loaded = load(factories);
        tryOut(factories, loaded, ignored -> {}, host -> host);
        return assemble(factories, loaded);
    }

    private Snapshot assemble(Factories factories, LoadedSettings loaded) {
        loaded.warnings().forEach(LOG::warn);
        loaded.describePresets().forEach(line -> LOG.info("{}", line));
        if (decisions == null) {
            MissingLog.tell(LoggerFactory.getILoggerFactory());
        }
        Decisions receiver = decisions == null ? new Decisions(clock, allListeners()) : decisions;
        decisions = receiver;
        MechanismSet mechanisms = MechanismSet.create(factories, loaded, clock, sharedState, false);
        try {
            RequestsInProgress requests = new RequestsInProgress();
            Host host = assembly(receiver, LOG::warn).host(loaded, mechanisms, requests);
            mechanisms.checkTogether();
            mechanisms.start();
            return new Snapshot(
                    host,
                    mechanisms.active(),
                    mechanisms.sessionsInUse(),
                    mechanisms.snapshotState(),
                    loaded,
                    requests);
        } catch (RuntimeException | Error refused) {
            mechanisms.close();
            throw refused;
        }
    }

    /** Checks everything that a start checks, and opens nothing. */
    ConfigurationCheck check() {
        List<String> warnings = new ArrayList<>();
        List<String> settings = List.of();
        try {
            Factories factories = factories();
            LoadedSettings loaded = load(factories);
            settings = loaded.describe();
            warnings.addAll(loaded.warnings());
            tryOut(factories, loaded, warnings::add, host -> host);
            return new ConfigurationCheck(settings, warnings, null);
        } catch (SettingException refused) {
            return new ConfigurationCheck(settings, warnings, refused);
        }
    }

    /** Says how the steps of the host treat a request, without opening or authenticating anything. */
    List<String> explain(RequestHead head, UnaryOperator<String> meanings) {
        Factories factories = factories();
        return tryOut(factories, load(factories), ignored -> {}, host -> host.explain(HeadRequest.of(head), meanings));
    }

    /**
     * Creates everything but starts nothing, and closes it again.
     *
     * @param use called with the host before that
     */
    private <T> T tryOut(Factories factories, LoadedSettings loaded, Consumer<String> warnings, Function<Host, T> use) {
        try (SharedState state = new SharedState()) {
            MechanismSet mechanisms = MechanismSet.create(factories, loaded, clock, state, true);
            try {
                Decisions unstarted = new Decisions(clock, List.of());
                Host host = assembly(unstarted, warnings).host(loaded, mechanisms, new RequestsInProgress());
                mechanisms.checkTogether();
                return use.apply(host);
            } finally {
                mechanisms.close();
            }
        }
    }

    private Factories factories() {
        return Factories.find(mechanismFactories, sessionsFactories, classLoader);
    }

    private HostAssembly assembly(Decisions receiver, Consumer<String> warnings) {
        return new HostAssembly(policy, clock, receiver, warnings);
    }

    /** Reads the settings of the application, before there is a snapshot. */
    Settings readApplicationSettings() {
        return load(factories()).settings(SettingsOwners.APPLICATION);
    }

    /** Applies the settings of a snapshot to the state that outlives it. */
    void activate(Snapshot snapshot) {
        Settings settings = snapshot.settings().settings(SettingsOwners.HOST);
        audit.admissions(settings.get(HostSettings.AUDIT) == HostSettings.Audit.ALL);
        decisions().askWhatIsWanted();
        decisions().start();
    }

    Decisions decisions() {
        if (decisions == null) {
            throw new IllegalStateException("not started");
        }
        return decisions;
    }

    /** Returns digests of the settings files and of the files with secrets that they or the last settings name. */
    Map<Path, String> contents() {
        return SettingsContent.digests(files, secretFiles);
    }

    private LoadedSettings load(Factories factories) {
        SettingsLoader loader = new SettingsLoader().declare(SettingsOwners.HOST, HostSettings.all());
        for (Map.Entry<String, AuthenticationMechanismFactory> mechanism :
                factories.mechanisms().entrySet()) {
            loader.declare(mechanism.getKey(), mechanism.getValue().settings());
        }
        for (Map.Entry<String, SessionsFactory> sessions : factories.sessions().entrySet()) {
            loader.declare(
                    SettingsOwners.sessions(sessions.getKey()),
                    sessions.getValue().settings());
        }
        loader.declareForApplication(SettingsOwners.APPLICATION, applicationSettings);
        for (String prefix : ignoredPrefixes) {
            loader.ignorePrefix(prefix);
        }
        for (Map<String, String> settings : code) {
            loader.code(settings);
        }
        for (Map<String, String> settings : initParameters) {
            loader.initParameters(settings);
        }
        for (Path file : files) {
            loader.file(file);
        }
        LoadedSettings loaded = loader.environment(environment::apply)
                .systemProperties(systemProperties::apply)
                .names(variableNames, propertyNames)
                .load();
        secretFiles = loaded.secretFiles();
        return loaded;
    }

    private List<DecisionListener> allListeners() {
        List<DecisionListener> all = new ArrayList<>(listeners);
        all.add(audit);
        return all;
    }

    void close() {
        if (decisions != null) {
            decisions.close();
        }
        sharedState.close();
    }
}
