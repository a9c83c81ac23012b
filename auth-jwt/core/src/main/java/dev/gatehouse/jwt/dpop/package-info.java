/**
 * Proof of possession: DPoP proofs with their nonces and the store against replay (RFC 9449), and tokens bound to
 * client certificates (RFC 8705). Start with {@link dev.gatehouse.jwt.dpop.ProofOfPossession}, which decides whether
 * the sender of a verified token may use it. The settings are in {@link dev.gatehouse.jwt.dpop.DpopSettings}.
 */
@NullMarked
package dev.gatehouse.jwt.dpop;

import org.jspecify.annotations.NullMarked;
