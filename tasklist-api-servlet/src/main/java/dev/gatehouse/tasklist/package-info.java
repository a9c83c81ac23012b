/** The Tasklist API: GraphQL and REST servlets over a {@linkplain dev.gatehouse.tasklist.store task store}, behind the authentication filter. */
@NullMarked
package dev.gatehouse.tasklist;

import org.jspecify.annotations.NullMarked;
