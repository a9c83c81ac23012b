package dev.gatehouse.spi;

/**
 * Marks what a {@link CredentialExtractor} found in a request: a token, a cookie value, a name with a password, a certificate.
 *
 * <p>Implementations are small immutable types of the mechanism that owns them. Their {@code toString()} must not show the secret; a record's generated one
 * does, so a record overrides it. The mechanism contract test checks this.
 */
public interface Credential {}
