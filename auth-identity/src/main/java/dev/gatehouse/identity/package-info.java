/**
 * Bearer tokens that the Keycloak of Camunda Identity issues. They carry the permissions for each API. Start with
 * {@link dev.gatehouse.identity.IdentityMechanismFactory}; {@link dev.gatehouse.jwt.TokenVerifier} verifies the tokens.
 */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
