/**
 * SQL for both databases: statements with parameters, many rows at once, times as columns, what differs between the
 * databases, and what their errors mean. Knows no tasks. Start with {@link dev.gatehouse.tasklist.store.jdbc.sql.Sql}.
 */
@NullMarked
package dev.gatehouse.tasklist.store.jdbc.sql;

import org.jspecify.annotations.NullMarked;
