/**
 * The Tasklist API: GraphQL and REST servlets over a task store, behind the authentication filter.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.TasklistApi}, which creates the servlets.
 *
 * <ul>
 *   <li>{@code rest} and {@code graphql}: the two interfaces
 *   <li>{@code http}: request bodies, responses and search parameters, shared by both interfaces
 *   <li>{@code service}: operations and access rules
 *   <li>{@code store}: the store port and its data types; {@code store.jdbc} is the implementation in a database
 * </ul>
 */
@NullMarked
package dev.gatehouse.tasklist;

import org.jspecify.annotations.NullMarked;
