package dev.gatehouse.servlet;

import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.SettingsLoader;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes snapshots out of what the builder collected, and keeps what outlives them. */
final class StartUp {

    final List<Map<String, String>> code = new ArrayList<>();
    final List<Map<String, String>> initParameters = new ArrayList<>();
    final List<Path> files = new ArrayList<>();
    final List<String> ignoredPrefixes = new ArrayList<>();
    final List<DecisionListener> listeners = new ArrayList<>();
    final List<AuthenticationMechanismFactory> mechanismFactories = new ArrayList<>();
    final List<SessionsFactory> sessionsFactories = new ArrayList<>();
    AccessPolicy policy = AccessPolicy.builder().build();
    Clock clock = Clock.systemUTC();
    boolean environment = true;

    @Nullable
    ClassLoader classLoader;

    private final SharedState sharedState = new SharedState();
    private final AuditLog audit = new AuditLog();
    private @Nullable Decisions decisions;

    /** Returns a snapshot; what was begun is closed again when a setting refuses it. */
    Snapshot assemble() {
        Factories factories = Factories.find(mechanismFactories, sessionsFactories, classLoader);
        LoadedSettings loaded = load(factories);
        Settings settings = loaded.settings(HostSettingsOwner.HOST);
        MechanismSet mechanisms = MechanismSet.create(factories, loaded, clock, sharedState);
        try {
            Host host = host(settings, mechanisms);
            mechanisms.start();
            return new Snapshot(
                    host, mechanisms.active(), mechanisms.sessionsInUse(), mechanisms.snapshotState(), loaded);
        } catch (RuntimeException | Error refused) {
            mechanisms.close();
            throw refused;
        }
    }

    /** Changes over to what outlives a snapshot and yet is set by one. */
    void activate(Snapshot snapshot) {
        Settings settings = snapshot.settings().settings(HostSettingsOwner.HOST);
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
        SettingsLoader loader = new SettingsLoader().declare(HostSettingsOwner.HOST, HostSettings.all());
        factories.mechanisms().forEach((name, factory) -> loader.declare(name, factory.settings()));
        factories
                .sessions()
                .forEach((name, factory) -> loader.declare(HostSettingsOwner.sessions(name), factory.settings()));
        ignoredPrefixes.forEach(loader::ignorePrefix);
        code.forEach(loader::code);
        initParameters.forEach(loader::initParameters);
        files.forEach(loader::file);
        if (environment) {
            loader.environment(System::getenv).systemProperties(System::getProperty);
        }
        return loader.load();
    }

    private Host host(Settings settings, MechanismSet mechanisms) {
        AccessPolicy whole = whole(settings);
        mechanisms.check(whole, settings);
        PublicAddress address = new PublicAddress(
                settings.find(HostSettings.PUBLIC_URL),
                settings.find(HostSettings.TRUSTED_PROXIES).orElse(List.of()),
                clientCertHeader(settings));
        if (!settings.get(HostSettings.CROSS_SITE_GUARD)) {
            LoggerFactory.getLogger(Gatehouse.class)
                    .warn(
                            "auth.cross-site-guard is off: any web site can act with the session of a person who visits it");
        }
        AuthenticationChain chain = new AuthenticationChain(mechanisms.active(), address);
        ResponseHeaders headers = new ResponseHeaders(settings.get(HostSettings.HSTS));
        ResourceMetadata metadata = ResourceMetadata.of(mechanisms.active(), settings);
        Challenges challenges = new Challenges(mechanisms.active(), settings.get(HostSettings.REALM), metadata.url());
        Optional<String> loginPage = settings.find(HostSettings.LOGIN_PAGE);
        if (decisions == null) {
            decisions = startDecisions();
        }
        CrossSiteGuard guard = new CrossSiteGuard(settings.get(HostSettings.CROSS_SITE_GUARD), address);
        Refusals refusals = new Refusals(challenges, headers, address, loginPage, decisions);
        EndpointTable endpoints = new EndpointTable(mechanisms.active(), whole, settings);
        return new Host(
                address,
                new TransportPolicy(settings.get(HostSettings.REQUIRE_TLS), address),
                new Cors(settings.find(HostSettings.CORS_ORIGINS).orElse(List.of()), chain.hiddenHeaders()),
                metadata.checkedAgainst(endpoints, whole, settings),
                new EndpointFlow(endpoints, guard, address, chain.hiddenHeaders(), headers, refusals, decisions),
                whole,
                chain,
                guard,
                headers,
                refusals,
                decisions,
                clock);
    }

    private static boolean clientCertHeader(Settings settings) {
        boolean on = settings.get(HostSettings.CLIENT_CERT_HEADER);
        if (on && settings.find(HostSettings.TRUSTED_PROXIES).isEmpty()) {
            throw settings.refuse(
                    HostSettings.CLIENT_CERT_HEADER,
                    "needs auth.trusted-proxies, since a certificate that just anybody may name proves nothing");
        }
        return on;
    }

    private AccessPolicy whole(Settings settings) {
        try {
            return policy.plus(SettingsPolicy.of(settings));
        } catch (IllegalArgumentException twice) {
            throw settings.refuse(
                    HostSettings.ACCESS_PATH, String.valueOf(twice.getMessage()) + ", in code and in settings");
        }
    }

    private Decisions startDecisions() {
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
