/**
 * The mechanism {@code identity}: access tokens of Camunda Identity with Keycloak, which contain the
 * permissions for each
 * API. {@link dev.gatehouse.identity.IdentityMechanismFactory} creates the mechanism, and
 * {@code IdentitySettings} has the
 * settings and the mapping of claims. Tokens are verified by {@link dev.gatehouse.jwt.TokenVerifier}.
 */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
