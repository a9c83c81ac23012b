package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.TasklistApi;
import java.time.Clock;

/**
 * Options of the task rules, see {@link TasklistApi.Builder}.
 *
 * @since 0.1
 */
@Internal
public record TasklistOptions(
        Clock clock,
        boolean multiTenancy,
        boolean accessRestrictions,
        boolean publicStartForms,
        boolean publicOpenApi,
        boolean resourcePermissions) {}
