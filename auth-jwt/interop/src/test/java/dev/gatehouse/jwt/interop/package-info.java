/** The bearer mechanisms over real HTTP on both sides: against a real Keycloak, and against issuers that fail. */
@NullMarked
package dev.gatehouse.jwt.interop;

import org.jspecify.annotations.NullMarked;
