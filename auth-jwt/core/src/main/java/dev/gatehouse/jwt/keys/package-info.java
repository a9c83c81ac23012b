/**
 * The keys of issuers: where they are ({@link dev.gatehouse.jwt.keys.KeyLocation}), how key sets are fetched, read and
 * refreshed ({@link dev.gatehouse.jwt.keys.JwkSource}), how the key for a token is found
 * ({@link dev.gatehouse.jwt.keys.KeyResolver}), and how it verifies a signature
 * ({@link dev.gatehouse.jwt.keys.VerificationKey}).
 *
 * <p>Internal to the modules of Gatehouse, apart from {@link dev.gatehouse.jwt.keys.KeyLocation}. It knows nothing of
 * claims.
 */
@NullMarked
package dev.gatehouse.jwt.keys;

import org.jspecify.annotations.NullMarked;
