package dev.gatehouse.jwt;

import dev.gatehouse.spi.stability.Stable;

/**
 * How to tell that a token speaks for a client of its own right (RFC 6749 section 4.4) and not for a person.
 *
 * @since 0.1
 */
@Stable
public enum ClientRule {
    /** One of the client claims equals the subject, as in access tokens of RFC 9068 section 2.2. */
    EQUALS_SUBJECT,
    /** One of the client claims is there, as in tokens of Keycloak's service accounts. */
    PRESENT,
    /** Every token does. */
    ALWAYS,
    /** No token does. */
    NEVER
}
