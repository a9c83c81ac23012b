package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.RequestsInProgress;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.SharedSessions;
import dev.gatehouse.servlet.mechanism.SharedState;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.servlet.settings.LoadedSettings;
import dev.gatehouse.servlet.settings.SettingsOwners;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One configuration with its mechanisms, and the number of its requests in progress. */
final class Snapshot {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Host host;
    private final List<ActiveMechanism<?>> mechanisms;
    private final @Nullable SharedSessions sessions;
    private final SharedState snapshotState;
    private final LoadedSettings settings;
    private final RequestsInProgress requests;
    private final AtomicBoolean closed = new AtomicBoolean();

    Snapshot(
            Host host,
            List<ActiveMechanism<?>> mechanisms,
            @Nullable SharedSessions sessions,
            SharedState snapshotState,
            LoadedSettings settings,
            RequestsInProgress requests) {
        this.host = host;
        this.mechanisms = mechanisms;
        this.sessions = sessions;
        this.snapshotState = snapshotState;
        this.settings = settings;
        this.requests = requests;
    }

    Host host() {
        return host;
    }

    LoadedSettings settings() {
        return settings;
    }

    Duration reloadInterval() {
        return settings.settings(SettingsOwners.HOST).get(HostSettings.RELOAD_INTERVAL);
    }

    void enter() {
        requests.enter();
    }

    void exit() {
        requests.exit();
    }

    Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        for (ActiveMechanism<?> mechanism : mechanisms) {
            health.put(mechanism.name(), mechanism.health());
        }
        if (sessions != null) {
            health.put("sessions", sessions.health());
        }
        return health;
    }

    Map<String, List<Measurement>> measurements() {
        Map<String, List<Measurement>> measurements = new LinkedHashMap<>();
        for (ActiveMechanism<?> mechanism : mechanisms) {
            measurements.put(mechanism.name(), mechanism.measurements());
        }
        if (sessions != null) {
            measurements.put("sessions", sessions.measurements());
        }
        return measurements;
    }

    boolean offers(String method, String path) {
        return mechanisms.stream()
                .flatMap(mechanism -> mechanism.endpoints().stream())
                .anyMatch(endpoint ->
                        endpoint.method().equals(method) && endpoint.path().equals(path));
    }

    /** Closes it on a separate thread, after the last of its requests or after 30 seconds. */
    void retire() {
        Thread closer = new Thread(
                () -> {
                    long end = System.nanoTime() + GRACE_NANOS;
                    while (requests.any() && System.nanoTime() - end < 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    close();
                },
                "gatehouse-retire");
        closer.setDaemon(true);
        closer.start();
    }

    void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        host.close();
        mechanisms.forEach(ActiveMechanism::close);
        if (sessions != null) {
            sessions.close();
        }
        snapshotState.close();
    }
}
