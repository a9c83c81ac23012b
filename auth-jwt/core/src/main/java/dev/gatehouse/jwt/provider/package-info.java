/**
 * The provider of tokens apart from its claims and keys: the presets by name
 * ({@link dev.gatehouse.jwt.provider.TokenProvider}), how it is reached
 * ({@link dev.gatehouse.jwt.provider.ProviderAccess}), its tenants ({@link dev.gatehouse.jwt.provider.TenantTemplate}),
 * and the places where its tokens stand ({@link dev.gatehouse.jwt.provider.TokenOrigin}).
 */
@NullMarked
package dev.gatehouse.jwt.provider;

import org.jspecify.annotations.NullMarked;
