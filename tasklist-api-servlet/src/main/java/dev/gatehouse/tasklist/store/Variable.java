package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a task. Immutable.
 *
 * @param id {@code <scope key>-<name>}
 * @param name its name
 * @param value its value as JSON, or null if only a draft exists
 * @param draft value that was saved without completing the task, or null
 * @param tenantId tenant
 * @since 0.1
 */
@Incubating
public record Variable(
        String id,
        String name,
        @Nullable VariableText value,
        @Nullable VariableText draft,
        String tenantId) {}
