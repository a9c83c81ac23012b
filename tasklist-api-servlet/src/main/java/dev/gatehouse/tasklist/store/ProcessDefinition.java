package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * One deployed version of a process, without its model. Immutable.
 *
 * @param key unique and positive
 * @param bpmnProcessId id in the BPMN model
 * @param name name in the BPMN model, or null
 * @param version 1 for the first deployment of this id in this tenant, then ascending
 * @param tenantId tenant
 * @param startFormId form at its start event, or null
 * @param publiclyStartable whether anonymous callers may read the start form
 * @since 0.1
 */
@Incubating
public record ProcessDefinition(
        long key,
        String bpmnProcessId,
        @Nullable String name,
        int version,
        String tenantId,
        @Nullable String startFormId,
        boolean publiclyStartable) {}
