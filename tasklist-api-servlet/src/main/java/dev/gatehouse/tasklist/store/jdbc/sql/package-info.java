/**
 * SQL for both databases: statements with parameters, many rows at once, times as columns, who may use how many
 * connections, what differs between the databases, and what their errors mean. Knows no tasks. Start with {@code Sql}.
 */
@NullMarked
package dev.gatehouse.tasklist.store.jdbc.sql;

import org.jspecify.annotations.NullMarked;
