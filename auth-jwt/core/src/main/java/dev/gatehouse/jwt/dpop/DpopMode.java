package dev.gatehouse.jwt.dpop;

import dev.gatehouse.spi.stability.Incubating;

/**
 * What a mechanism makes of the scheme {@code DPoP}.
 *
 * @since 0.1
 */
@Incubating
public enum DpopMode {
    /** Tokens that are bound to a key are refused, whatever comes with them. */
    OFF,
    /** Tokens that are bound to a key need their proof; others are bearer tokens. */
    ACCEPTED,
    /** Every token must be bound to a key or to a client certificate. */
    REQUIRED
}
