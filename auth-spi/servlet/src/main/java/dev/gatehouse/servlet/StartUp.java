package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.Cors;
import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.servlet.gate.ProbePaths;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.RequestGate;
import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.gate.TransportPolicy;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.SettingsLoader;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates snapshots from the configuration of the builder, and keeps the state that outlives them. */
final class StartUp {

    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    private static final int ENDPOINT_BODY_BYTES = 64 * 1024;

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

    @Nullable
    ClassLoader classLoader;

    private final SharedState sharedState = new SharedState();
    private final AuditLog audit = new AuditLog();
    private @Nullable Decisions decisions;

    /** Returns a snapshot. If a setting refuses it, everything already created is closed. */
    Snapshot assemble() {
        Factories factories = Factories.find(mechanismFactories, sessionsFactories, classLoader);
        LoadedSettings loaded = load(factories);
        if (!loaded.serviceVariables().isEmpty()) {
            LOG.warn(
                    "these environment variables are not read as settings, because Kubernetes injected them for a "
                            + "Service: {}; set enableServiceLinks: false in the pod to keep them away",
                    String.join(", ", loaded.serviceVariables()));
        }
        loaded.describePresets().forEach(line -> LOG.info("{}", line));
        Settings settings = loaded.settings(SettingsOwners.HOST);
        MechanismSet mechanisms = MechanismSet.create(factories, loaded, clock, sharedState);
        try {
            RequestsInProgress requests = new RequestsInProgress();
            Host host = host(settings, mechanisms, requests);
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

    /** Reads the settings of the application, before there is a snapshot. */
    Settings readApplicationSettings() {
        return load(Factories.find(mechanismFactories, sessionsFactories, classLoader))
                .settings(SettingsOwners.APPLICATION);
    }

    /** Applies the settings of a snapshot to the state that outlives it. */
    void activate(Snapshot snapshot) {
        Settings settings = snapshot.settings().settings(SettingsOwners.HOST);
        audit.admissions(settings.get(HostSettings.AUDIT) == HostSettings.Audit.ALL);
        decisions().askWhatIsWanted();
    }

    Decisions decisions() {
        if (decisions == null) {
            throw new IllegalStateException("not started");
        }
        return decisions;
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
        return loader.environment(environment::apply)
                .systemProperties(systemProperties::apply)
                .load();
    }

    private Host host(Settings settings, MechanismSet mechanisms, RequestsInProgress requests) {
        AccessPolicy whole = whole(settings);
        mechanisms.check(whole, settings);
        PublicAddress address = new PublicAddress(
                settings.find(HostSettings.PUBLIC_URL),
                settings.find(HostSettings.TRUSTED_PROXIES).orElse(List.of()),
                settings.get(HostSettings.FORWARDING_HEADERS),
                clientCertHeader(settings));
        if (!settings.get(HostSettings.CROSS_SITE_GUARD)) {
            LOG.warn("auth.cross-site-guard is off: any web site can act with the session of a user who visits it");
        }
        List<ActiveMechanism<?>> active = mechanisms.active();
        ConfigurationChecks.headers(settings, active);
        ConfigurationChecks.cookiePrefixes(settings, active);
        AuthenticationChain chain = new AuthenticationChain(active, address);
        List<String> frameAncestors =
                settings.find(HostSettings.FRAME_ANCESTORS).orElse(List.of());
        boolean embedded = ConfigurationChecks.embedded(settings, mechanisms, frameAncestors);
        ResponseHeaders headers = new ResponseHeaders(settings.get(HostSettings.HSTS), address, frameAncestors);
        ResourceMetadata metadata = ResourceMetadata.of(active, settings);
        Challenges challenges = new Challenges(active, settings.get(HostSettings.REALM), metadata.url());
        Cors cors = new Cors(settings.find(HostSettings.CORS_ORIGINS).orElse(List.of()), chain.explicitHeaders());
        if (decisions == null) {
            decisions = startDecisions();
        }
        RefusalWriter refusals =
                new RefusalWriter(challenges, headers, cors, LoginPage.of(settings, active), decisions);
        CrossSiteGuard guard = new CrossSiteGuard(settings.get(HostSettings.CROSS_SITE_GUARD), address, embedded);
        EndpointTable endpoints = new EndpointTable(active, whole, settings);
        ProbePaths probePaths = ConfigurationChecks.probePaths(settings, whole, endpoints);
        return new Host(
                new RequestGate(
                        address,
                        ConfigurationChecks.hosts(settings, probePaths),
                        new TransportPolicy(settings.get(HostSettings.REQUIRE_TLS), address, probePaths)),
                cors,
                metadata.checkedAgainst(endpoints, whole, settings),
                new EndpointDispatcher(
                        endpoints,
                        guard,
                        address,
                        chain.hiddenHeaders(),
                        headers,
                        refusals,
                        decisions,
                        new BodyReader(ENDPOINT_BODY_BYTES, settings.get(HostSettings.ENDPOINT_BODY_TIMEOUT)),
                        requests),
                new AccessControl(whole, chain, new Requirements(guard, clock)),
                headers,
                refusals);
    }

    private static boolean clientCertHeader(Settings settings) {
        boolean on = settings.get(HostSettings.CLIENT_CERT_HEADER);
        if (on && settings.find(HostSettings.TRUSTED_PROXIES).isEmpty()) {
            throw settings.refuse(
                    HostSettings.CLIENT_CERT_HEADER,
                    "requires auth.trusted-proxies, because a certificate header from any other client proves nothing");
        }
        return on;
    }

    private AccessPolicy whole(Settings settings) {
        try {
            return policy.plus(AccessPolicySettings.of(settings));
        } catch (IllegalArgumentException twice) {
            throw settings.refuse(
                    HostSettings.ACCESS_PATH, String.valueOf(twice.getMessage()) + ", in code and in settings");
        }
    }

    private Decisions startDecisions() {
        MissingLog.tell(LoggerFactory.getILoggerFactory());
        List<DecisionListener> all = new ArrayList<>(listeners);
        all.add(audit);
        return new Decisions(clock, all);
    }

    void close() {
        if (decisions != null) {
            decisions.close();
        }
        sharedState.close();
    }
}
