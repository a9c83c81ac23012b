package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * A form. Immutable.
 *
 * @param id its id
 * @param processDefinitionKey the process whose model holds it, or null for a deployed form
 * @param schema the form as JSON
 * @param version version of a deployed form, null for an embedded one
 * @param tenantId tenant
 * @since 0.1
 */
@Incubating
public record Form(
        String id,
        @Nullable Long processDefinitionKey,
        String schema,
        @Nullable Long version,
        String tenantId) {}
