package dev.gatehouse.jwt.dpop;

/** What a mechanism makes of the scheme {@code DPoP}. */
public enum DpopMode {
    /** Tokens that are bound to a key are refused, whatever comes with them. */
    OFF,
    /** Tokens that are bound to a key need their proof; others are bearer tokens. */
    ACCEPTED,
    /** Every token must be bound to a key or to a client certificate. */
    REQUIRED
}
