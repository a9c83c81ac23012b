package dev.gatehouse.spi;

import java.util.Optional;

/**
 * Finds one mechanism's credential in a request.
 *
 * <p>An extractor claims by shape and judges nothing: whatever looks like its credential is returned, however malformed, so that the
 * {@link Authenticator} can refuse it. A presented and bad credential that an extractor passes over would count as absent, which is the mistake this SPI is
 * built to prevent: {@code Authorization: Bearer} without a value is a bearer credential, a bad one.
 *
 * <p>It runs on every request that is not open, so it is cheap, does no I/O and no cryptography, and logs nothing. Thread-safe.
 *
 * @param <C> the credential it yields
 */
@FunctionalInterface
public interface CredentialExtractor<C extends Credential> {

    /**
     * Claims the credential.
     *
     * @param request the request; valid during this call only
     * @return the credential, or empty when the request carries nothing of this mechanism's shape
     */
    Optional<C> extract(RequestView request);
}
