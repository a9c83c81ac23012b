package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * One deployed version of a process, without its model. Immutable.
 *
 * @param key unique and positive
 * @param bpmnProcessId id in the BPMN model
 * @param name name in the BPMN model, or null
 * @param version 1 for the first deployment of this id in this tenant, then rising
 * @param tenantId tenant
 * @param startFormId form at its start event, or null
 * @param publiclyStartable whether the model offers its start form to anonymous visitors
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
