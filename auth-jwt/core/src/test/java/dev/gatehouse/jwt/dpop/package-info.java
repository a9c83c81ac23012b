/** Tests of proof of possession: proofs, nonces and the replay store. */
@NullMarked
package dev.gatehouse.jwt.dpop;

import org.jspecify.annotations.NullMarked;
