/**
 * Signatures and the strength of keys, below the key sets. {@link dev.gatehouse.jwt.keys.crypto.SignatureVerifier} has
 * one implementation for each family of algorithms. {@link dev.gatehouse.jwt.keys.crypto.RsaKeyStrength},
 * {@link dev.gatehouse.jwt.keys.crypto.PublishedKeys} and {@link dev.gatehouse.jwt.keys.crypto.ZeroSignatureProbe} say
 * which public keys are refused, {@link dev.gatehouse.jwt.keys.crypto.SecretStrength} which shared secrets are. The
 * package uses nothing of its siblings but the algorithms of {@code jose}.
 */
@NullMarked
package dev.gatehouse.jwt.keys.crypto;

import org.jspecify.annotations.NullMarked;
