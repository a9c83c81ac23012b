package dev.gatehouse.tasklist.engine;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to start a process. Immutable.
 *
 * @param process the newest stored version of the process in its tenant
 * @param variables name to JSON
 * @param userId who starts it; null for an anonymous caller with a public start form
 * @since 0.1
 */
@Incubating
public record StartRequest(
        ProcessDefinition process,
        Map<String, String> variables,
        @Nullable String userId) {

    /** Copies the map and keeps its order. */
    public StartRequest {
        Objects.requireNonNull(process, "process");
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
