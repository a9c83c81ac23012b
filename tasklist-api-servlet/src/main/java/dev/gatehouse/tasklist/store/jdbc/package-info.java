/**
 * The task store in an H2 or PostgreSQL database.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.store.jdbc.TaskStores}, which opens and migrates the database, and
 * {@code JdbcTaskStore}, which runs every operation in a transaction or on a connection. {@code TaskSearch} reads pages
 * with {@code TaskFilters}, {@code TaskPlan} (which index to follow), {@code SortKey} and {@code Keyset} (cursors).
 * {@code *Rows} and {@code *Reads} read tables, {@code *Writes} change them. The package {@code bpmn} reads models, and
 * {@code sql} builds statements.
 */
@NullMarked
package dev.gatehouse.tasklist.store.jdbc;

import org.jspecify.annotations.NullMarked;
