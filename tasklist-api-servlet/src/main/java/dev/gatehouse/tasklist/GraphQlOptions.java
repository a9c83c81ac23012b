package dev.gatehouse.tasklist;

/**
 * Options of the GraphQL endpoint, see {@link TasklistApi.Builder}.
 *
 * @param introspection whether introspection is allowed
 * @param maxDepth maximum depth of a selection
 * @param maxComplexity maximum cost of an operation
 */
record GraphQlOptions(boolean introspection, int maxDepth, int maxComplexity) {}
