package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.samples.tasklist.status.StartSettings;
import dev.gatehouse.samples.tasklist.status.StatusPage;
import dev.gatehouse.samples.tasklist.web.JsonText;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.tasklist.store.TaskStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators see of the application: the states of its parts, and on the management listener the reasons, the
 * metrics and the reload. Not thread-safe, apart from what it returns.
 */
final class Management implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

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
     * @param atStart the settings that a reload does not apply
     * @return the states of the parts
     * @throws StartRefusedException if it cannot listen on its address
     */
    PartStates start(Gatehouse gatehouse, TaskStore store, @Nullable Path settingsFile, StartSettings atStart) {
        PartStates states = new PartStates(
                Clock.systemUTC(),
                List.of(() -> withConfiguration(gatehouse.health()), () -> Map.of("tasks", store.health())));
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
                            ManagementEndpoint.post(() -> reload(gatehouse, atStart))));
            parts.push(server);
        }
        return states;
    }

    /** The host names its configuration only while the last reload was refused. */
    private static Map<String, Health> withConfiguration(Map<String, Health> health) {
        Map<String, Health> all = new LinkedHashMap<>(health);
        all.putIfAbsent("configuration", Health.up());
        return all;
    }

    private static ManagementReply reload(Gatehouse gatehouse, StartSettings atStart) {
        try {
            gatehouse.reload();
        } catch (SettingException refused) {
            return refused(String.valueOf(refused.getMessage()).replace("\n", "; "));
        } catch (RuntimeException failure) {
            // Its message may come from a library, which does not know what is secret.
            LOG.debug("reload failed", failure);
            return refused("it failed unexpectedly with " + failure.getClass().getName());
        }
        LOG.info("the settings were reloaded");
        List<String> later = atStart.changed(gatehouse.applicationSettings());
        if (later.isEmpty()) {
            return ManagementReply.json(200, "{\"configuration\":\"reloaded\"}\n");
        }
        LOG.warn("these settings have changed and take effect at the next start only: {}", String.join(", ", later));
        String keys = later.stream().map(JsonText::quote).collect(Collectors.joining(","));
        return ManagementReply.json(200, "{\"configuration\":\"reloaded\",\"atNextStart\":[" + keys + "]}\n");
    }

    private static ManagementReply refused(String why) {
        // As the host says it of a watched file, so that one search of the log finds both.
        LOG.error("the settings cannot be reloaded, and the previous ones stay in effect: {}", why);
        return ManagementReply.problem(422, why);
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
