package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.Directories;
import dev.gatehouse.servlet.mechanism.Factories;
import dev.gatehouse.servlet.mechanism.HostMechanismContext;
import dev.gatehouse.servlet.mechanism.SharedSessions;
import dev.gatehouse.servlet.mechanism.SharedState;
import dev.gatehouse.servlet.settings.Artifacts;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.NearestName;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.Printable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configured mechanisms in their order. They are created together and checked against each other. If one refuses,
 * all are closed.
 */
final class MechanismSet {

    private final Factories factories;
    private final LoadedSettings loaded;
    private final Settings host;
    private final Clock clock;
    private final SharedState sharedState;
    private final boolean checkOnly;
    private final SharedState snapshotState = new SharedState();
    private final List<ActiveMechanism<?>> active = new ArrayList<>();
    private @Nullable SharedSessions sessions;

    private MechanismSet(
            Factories factories, LoadedSettings loaded, Clock clock, SharedState sharedState, boolean checkOnly) {
        this.factories = factories;
        this.loaded = loaded;
        this.host = loaded.settings(SettingsOwners.HOST);
        this.clock = clock;
        this.sharedState = sharedState;
        this.checkOnly = checkOnly;
    }

    /** @param checkOnly whether the mechanisms may open nothing, because they are never started */
    static MechanismSet create(
            Factories factories, LoadedSettings loaded, Clock clock, SharedState sharedState, boolean checkOnly) {
        MechanismSet set = new MechanismSet(factories, loaded, clock, sharedState, checkOnly);
        try {
            for (String name : set.host.get(HostSettings.MECHANISMS)) {
                set.activate(name);
            }
            set.checkSessionsName();
            set.checkIssuers();
            set.checkDirectories();
            set.connectGuards();
            return set;
        } catch (RuntimeException | Error refused) {
            set.close();
            throw refused;
        }
    }

    List<ActiveMechanism<?>> active() {
        return List.copyOf(active);
    }

    SharedState snapshotState() {
        return snapshotState;
    }

    @Nullable
    SharedSessions sessionsInUse() {
        return sessions;
    }

    private void activate(String name) {
        AuthenticationMechanismFactory factory = factories.mechanisms().get(name);
        if (factory == null) {
            throw host.refuse(
                    HostSettings.MECHANISMS,
                    unknown("mechanism", name, factories.mechanisms().keySet(), Artifacts.ofMechanism(name)));
        }
        HostMechanismContext context = context(name, loaded.settings(name));
        AuthenticationMechanism<?> mechanism = build(name, () -> factory.create(context));
        try {
            active.add(build(name, () -> limited(name, mechanism)));
        } catch (RuntimeException | Error refused) {
            mechanism.close();
            throw refused;
        }
    }

    private <C extends Credential> ActiveMechanism<C> limited(String name, AuthenticationMechanism<C> mechanism) {
        return new ActiveMechanism<>(name, mechanism, host.get(HostSettings.BLOCKING_CALLS));
    }

    private HostMechanismContext context(String name, Settings settings) {
        return new HostMechanismContext(
                name, settings, host, clock, this::sessions, sharedState, snapshotState, checkOnly);
    }

    private Sessions sessions() {
        if (sessions == null) {
            String name = host.get(HostSettings.SESSIONS);
            SessionsFactory factory = factories.sessions().get(name);
            if (factory == null) {
                throw noSessions(name);
            }
            String owner = SettingsOwners.sessions(name);
            Settings settings = loaded.settings(owner);
            HostMechanismContext context = new HostMechanismContext(
                    owner, settings, host, clock, this::noSessionsInSessions, sharedState, snapshotState, checkOnly);
            sessions = new SharedSessions(build(owner, () -> factory.create(context)));
        }
        return sessions.sessions();
    }

    private SettingException noSessions(String name) {
        return host.refuse(
                HostSettings.SESSIONS,
                unknown("kind of sessions", name, factories.sessions().keySet(), Artifacts.ofSessions(name)));
    }

    private Sessions noSessionsInSessions() {
        throw new IllegalStateException("a session store must not ask for sessions while it is created");
    }

    private void checkSessionsName() {
        if (host.isSet(HostSettings.SESSIONS)) {
            String name = host.get(HostSettings.SESSIONS);
            if (!factories.sessions().containsKey(name)) {
                throw noSessions(name);
            }
        }
    }

    private void checkIssuers() {
        Map<String, String> owners = new HashMap<>();
        for (ActiveMechanism<?> mechanism : active) {
            for (String issuer :
                    build(mechanism.name(), () -> mechanism.mechanism().issuers())) {
                if (issuer.equals(Caller.LOCAL_ISSUER)) {
                    throw host.refuse(
                            HostSettings.MECHANISMS,
                            mechanism.name() + " is configured for the issuer " + issuer
                                    + ", which is reserved for the users of this application");
                }
                String other = owners.putIfAbsent(issuer, mechanism.name());
                if (other != null) {
                    throw host.refuse(
                            HostSettings.MECHANISMS,
                            other + " and " + mechanism.name() + " are both configured for the issuer " + issuer
                                    + "; remove it from one");
                }
            }
        }
    }

    private void checkDirectories() {
        String problem = Directories.of(active).problem();
        if (problem != null) {
            throw host.refuse(HostSettings.MECHANISMS, problem);
        }
    }

    private void connectGuards() {
        for (ActiveMechanism<?> mechanism : active) {
            Optional<SessionGuard> guard =
                    build(mechanism.name(), () -> mechanism.mechanism().sessionGuard());
            if (guard.isPresent()) {
                sessions().guard(mechanism.name(), guard.get());
            }
        }
    }

    /** Lets the mechanisms check what depends on all of them. */
    void checkTogether() {
        for (ActiveMechanism<?> mechanism : active) {
            build(mechanism.name(), () -> {
                mechanism.mechanism().check();
                return mechanism;
            });
        }
    }

    /** Starts the mechanisms after all other checks, so that a refused configuration starts none. */
    void start() {
        for (ActiveMechanism<?> mechanism : active) {
            build(mechanism.name(), () -> {
                mechanism.mechanism().start();
                return mechanism;
            });
        }
    }

    /** Refuses a policy that names mechanisms which are not active. */
    void check(AccessPolicy policy, Settings settings) {
        List<String> names = new ArrayList<>();
        for (ActiveMechanism<?> mechanism : active) {
            names.add(mechanism.name());
        }
        for (AccessRule rule : policy.rules()) {
            for (String name : rule.mechanisms()) {
                if (!names.contains(name)) {
                    throw settings.refuse(
                            HostSettings.ACCESS_MECHANISMS,
                            "the rule " + rule.name() + " names "
                                    + unknown("active mechanism", name, names, Optional.empty()));
                }
            }
        }
    }

    /** @param artifact the artifact that is missing; empty if it is not known */
    private static String unknown(String what, String name, Collection<String> known, Optional<String> artifact) {
        String printable = Printable.text(name, 32);
        String remedy = artifact.map(missing -> "; add the artifact " + missing + " to the class path.")
                .or(() -> NearestName.to(printable, known).map(nearest -> "; did you mean " + nearest + "?"))
                .orElse(".");
        return "no " + what + " is called " + printable + remedy + " There are: "
                + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    private <T> T build(String name, Supplier<T> maker) {
        try {
            T made = maker.get();
            if (made == null) {
                throw host.refuse(HostSettings.MECHANISMS, name + " cannot be created: its factory returned null");
            }
            return made;
        } catch (SettingException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError failure) {
            SettingException refused = host.refuse(HostSettings.MECHANISMS, name + " cannot be created: " + failure);
            refused.initCause(failure);
            throw refused;
        }
    }

    void close() {
        active.forEach(ActiveMechanism::close);
        if (sessions != null) {
            sessions.close();
        }
        snapshotState.close();
    }
}
