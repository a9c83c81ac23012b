/**
 * Signing keys and token formats of the identity provider. Start with {@link dev.gatehouse.idp.tokens.TokenSpec}, a
 * token that is valid or deliberately invalid, {@link dev.gatehouse.idp.tokens.DpopProof}, the same for a proof, and
 * {@link dev.gatehouse.idp.tokens.SigningKeys}, the keys of one issuer.
 */
@NullMarked
package dev.gatehouse.idp.tokens;

import org.jspecify.annotations.NullMarked;
