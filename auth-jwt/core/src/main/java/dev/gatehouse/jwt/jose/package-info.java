/**
 * The compact form of tokens and what is read out of it without any rule of an issuer: base64url, segments, header,
 * registered claims, the digest that identifies a token, and the reasons for refusals. Start with
 * {@link dev.gatehouse.jwt.jose.CompactToken}.
 *
 * <p>Internal to the modules of Gatehouse, apart from {@link dev.gatehouse.jwt.jose.SigningAlgorithm} and
 * {@link dev.gatehouse.jwt.jose.Confirmation}. It uses no other package of this module.
 */
@NullMarked
package dev.gatehouse.jwt.jose;

import org.jspecify.annotations.NullMarked;
