/**
 * A small, real OAuth 2.0 and OpenID Connect provider that runs inside the process of a test or of the sample.
 *
 * <p>{@link dev.gatehouse.testkit.idp.IdentityProvider} is the entrance. It is for development and tests only: it knows
 * well-known secrets, speaks plain HTTP on the loopback interface and keeps its state in memory.
 */
@NullMarked
package dev.gatehouse.testkit.idp;

import org.jspecify.annotations.NullMarked;
