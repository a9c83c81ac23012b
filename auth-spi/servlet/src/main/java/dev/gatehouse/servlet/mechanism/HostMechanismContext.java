package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the host provides to one mechanism.
 *
 * @since 0.1
 */
@Internal
public record HostMechanismContext(
        String name,
        Settings settings,
        Settings hostSettings,
        Clock clock,
        Supplier<Sessions> sharedSessions,
        SharedState sharedState,
        SharedState snapshotState,
        boolean checkOnly)
        implements MechanismContext {

    @Override
    public String realm() {
        return hostSettings.get(HostSettings.REALM);
    }

    @Override
    public Optional<URI> publicUrl() {
        return hostSettings.find(HostSettings.PUBLIC_URL);
    }

    @Override
    public Sessions sessions() {
        return sharedSessions.get();
    }

    @Override
    public Duration httpConnectTimeout() {
        return hostSettings.get(HostSettings.HTTP_CONNECT_TIMEOUT);
    }

    @Override
    public Duration httpTimeout() {
        return hostSettings.get(HostSettings.HTTP_TIMEOUT);
    }

    @Override
    public <T> T state(String stateName, Class<T> type, Supplier<? extends T> create) {
        return sharedState.get(name + "/" + stateName, type, create);
    }

    @Override
    public <T> T sharedState(String stateName, Class<T> type, Supplier<? extends T> create) {
        // A mechanism's name has no blank, so this can't be the state of one of them.
        return sharedState.get("shared " + type.getName() + "/" + stateName, type, create);
    }

    @Override
    public <T> T snapshotState(String stateName, Class<T> type, Supplier<? extends T> create) {
        return snapshotState.get(type.getName() + "/" + stateName, type, create);
    }
}
