package dev.gatehouse.jwt.dpop;

import dev.gatehouse.spi.stability.Incubating;

/**
 * How a mechanism handles the scheme {@code DPoP}.
 *
 * @since 0.1
 */
@Incubating
public enum DpopMode {
    /** Tokens that are bound to a key are refused, even with a proof. */
    OFF,
    /** Tokens that are bound to a key need a proof. Other tokens are bearer tokens. */
    ACCEPTED,
    /** Every token must be bound to a key or to a client certificate. */
    REQUIRED
}
