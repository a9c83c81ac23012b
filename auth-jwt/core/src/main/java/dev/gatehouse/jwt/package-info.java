/**
 * Bearer tokens: signed JWTs in compact form, verified by strict rules with keys that are fetched ahead of need. {@link dev.gatehouse.jwt.TokenVerifier} judges,
 * {@link dev.gatehouse.jwt.BearerMechanism} puts it behind {@code Authorization: Bearer}, {@link dev.gatehouse.jwt.JwtMechanismFactory} makes both out of settings.
 */
@NullMarked
package dev.gatehouse.jwt;

import org.jspecify.annotations.NullMarked;
