package dev.gatehouse.samples.tasklist.status;

import dev.gatehouse.samples.tasklist.web.JsonText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code /status} tells operators, as JSON. Thread-safe. */
public final class StatusPage {

    private static final String UNKNOWN = "unknown";

    private final PartStates states;
    private final @Nullable Path settingsFile;
    private final Clock clock;
    private final Instant started;

    /**
     * Creates the page.
     *
     * @param settingsFile the settings file; {@code null} if the settings come from code and the environment alone
     */
    public StatusPage(PartStates states, @Nullable Path settingsFile, Clock clock) {
        this.states = states;
        this.settingsFile = settingsFile == null ? null : settingsFile.toAbsolutePath();
        this.clock = clock;
        this.started = clock.instant();
    }

    public String json() {
        Map<String, PartStates.Part> parts = states.parts();
        Duration uptime = Duration.between(started, clock.instant());
        return "{\"state\":\"" + PartStates.worst(parts) + "\",\"version\":" + JsonText.quote(version())
                + ",\"started\":\"" + started + "\",\"uptimeSeconds\":" + Math.max(0, uptime.toSeconds())
                + ",\"settingsFile\":" + (settingsFile == null ? "null" : JsonText.quote(settingsFile.toString()))
                + ",\"parts\":"
                + parts.entrySet().stream()
                        .map(part -> JsonText.quote(part.getKey()) + ":" + json(part.getValue()))
                        .collect(Collectors.joining(",", "{", "}"))
                + "}\n";
    }

    private static String json(PartStates.Part part) {
        return "{\"state\":\"" + part.state() + "\",\"since\":\"" + part.since() + "\",\"why\":"
                + JsonText.quote(part.why()) + "}";
    }

    /** Returns the version in the manifest of the archive, which classes in a directory do not have. */
    private static String version() {
        String version = StatusPage.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }
}
