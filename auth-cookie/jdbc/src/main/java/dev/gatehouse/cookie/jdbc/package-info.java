/** Sessions, tries to log in and users in a database: H2 or PostgreSQL. */
@NullMarked
package dev.gatehouse.cookie.jdbc;

import org.jspecify.annotations.NullMarked;
