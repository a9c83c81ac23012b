/**
 * Bearer tokens of the provider behind Camunda Identity: Keycloak, Entra ID, Auth0, Okta or another one. Start with
 * {@link dev.gatehouse.identity.IdentityMechanismFactory}; {@link dev.gatehouse.jwt.TokenVerifier} verifies the tokens,
 * and {@code dev.gatehouse.identity.service} asks the Identity service about their owners.
 */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
