package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;

/**
 * Marker for what a {@link CredentialExtractor} finds in a request: a token, a cookie value, a user name with a
 * password, a certificate.
 *
 * <p>Implementations are small immutable types that belong to one mechanism. Their {@code toString()} must not show a
 * secret. The generated {@code toString()} of a record does, so a record must override it. The mechanism contract test
 * checks this.
 *
 * @since 0.1
 */
@Stable
public interface Credential {}
