/**
 * Sessions, login attempts and users in a database: H2 or PostgreSQL.
 *
 * <p>Start reading at {@link dev.gatehouse.cookie.jdbc.JdbcSessionsFactory} and
 * {@link dev.gatehouse.cookie.jdbc.JdbcUsersFactory}. {@code Database} makes the calls, {@code Schema} and
 * {@code DatabaseMaintenance} create the tables and delete expired rows.
 */
@NullMarked
package dev.gatehouse.cookie.jdbc;

import org.jspecify.annotations.NullMarked;
