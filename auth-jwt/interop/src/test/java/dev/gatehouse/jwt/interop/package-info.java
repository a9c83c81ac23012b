/** The bearer mechanisms against a real Keycloak, over real HTTP on both sides. */
@NullMarked
package dev.gatehouse.jwt.interop;

import org.jspecify.annotations.NullMarked;
