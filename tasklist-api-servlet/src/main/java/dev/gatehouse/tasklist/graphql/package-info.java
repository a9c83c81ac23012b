/**
 * The GraphQL interface. The schema is {@code tasklist.graphqls} beside these classes.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.graphql.GraphQlApi}: it reads one operation and executes it.
 * {@code GraphQlEngine} builds the schema with its limits, {@code GraphQlResolvers} resolves the root fields,
 * {@code GraphQlArguments} reads arguments and {@code GraphQlViews} writes results.
 */
@NullMarked
package dev.gatehouse.tasklist.graphql;

import org.jspecify.annotations.NullMarked;
