/** A real Keycloak as a process, and what its clients and its operator do, for tests. */
@NullMarked
package dev.gatehouse.keycloak;

import org.jspecify.annotations.NullMarked;
