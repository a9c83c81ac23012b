package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.tasklist.store.TaskStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of the application: the states of its parts, and on the management listener the reasons, the
 * metrics and the reload. Not thread-safe, apart from what it returns.
 */
final class Management implements AutoCloseable {

    private final @Nullable ManagementSettings settings;
    private final @Nullable Metrics metrics;
    private final OpenParts parts = new OpenParts();
    private @Nullable ManagementServer server;

    private Management(@Nullable ManagementSettings settings) {
        this.settings = settings;
        this.metrics = settings == null ? null : new Metrics();
    }

    /**
     * Reads the settings and listens to the host that is being built.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a setting is invalid
     */
    static Management of(Gatehouse.Builder builder) {
        ManagementSettings settings =
                ManagementSettings.of(builder.applicationSettings()).orElse(null);
        Management management = new Management(settings);
        if (management.metrics != null) {
            management.parts.push(management.metrics);
            management.metrics.listening(builder);
        }
        return management;
    }

    /**
     * Starts to watch the parts, and opens the management listener if there is to be one.
     *
     * @param settingsFile the settings file; {@code null} if there is none
     * @return the states of the parts
     * @throws StartRefusedException if it cannot listen on its address
     */
    PartStates start(Gatehouse gatehouse, TaskStore store, @Nullable Path settingsFile) {
        Configuration configuration = new Configuration(gatehouse::reload);
        PartStates states = new PartStates(
                Clock.systemUTC(),
                List.of(
                        gatehouse::health,
                        () -> Map.of("tasks", store.health()),
                        () -> Map.of("configuration", configuration.health())));
        parts.push(states);
        states.watch();
        if (settings != null && metrics != null) {
            metrics.observe(gatehouse, states, store);
            StatusPage status = new StatusPage(states, settingsFile, Clock.systemUTC());
            server = ManagementServer.start(
                    settings,
                    Map.of(
                            "/status",
                            ManagementEndpoint.get(() -> ManagementReply.json(200, status.json())),
                            "/metrics",
                            ManagementEndpoint.get(metrics::page),
                            "/reload",
                            ManagementEndpoint.post(() -> reload(configuration))));
            parts.push(server);
        }
        return states;
    }

    private static ManagementReply reload(Configuration configuration) {
        String refusal = configuration.reload();
        return refusal == null
                ? ManagementReply.json(200, "{\"configuration\":\"reloaded\"}\n")
                : ManagementReply.problem(422, refusal);
    }

    /** Returns the URL of the management listener; {@code null} if there is none. */
    @Nullable
    URI base() {
        return server == null ? null : server.base();
    }

    @Override
    public void close() {
        parts.close();
    }
}
