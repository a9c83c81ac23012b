package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.TasklistApi;

/**
 * Options of the GraphQL endpoint, see {@link TasklistApi.Builder}.
 *
 * @param introspection whether introspection is allowed
 * @param maxDepth maximum depth of a selection
 * @param maxComplexity maximum cost of an operation
 * @since 0.1
 */
@Internal
public record GraphQlOptions(boolean introspection, int maxDepth, int maxComplexity) {}
