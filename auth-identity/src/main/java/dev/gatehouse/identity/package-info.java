/**
 * Bearer tokens of Camunda Identity in its Keycloak flavour: access tokens that carry the permissions for each API. {@link dev.gatehouse.identity.IdentityMechanismFactory}
 * makes the mechanism; verification is that of {@link dev.gatehouse.jwt.TokenVerifier}.
 */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
