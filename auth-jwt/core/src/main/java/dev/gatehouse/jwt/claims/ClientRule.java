package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.stability.Stable;

/**
 * When the caller is a client with its own token (RFC 6749 section 4.4) and not a person.
 *
 * @since 0.1
 */
@Stable
public enum ClientRule {
    /**
     * One of the client claims equals {@code sub}, as in access tokens of RFC 9068 section 2.2, or the subject comes
     * from a client claim.
     */
    EQUALS_SUBJECT,
    /** One of the client claims is present, as in tokens of Keycloak's service accounts. */
    PRESENT,
    /** Every caller is a client. */
    ALWAYS,
    /** No caller is a client. */
    NEVER
}
