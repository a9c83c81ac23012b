package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;

/**
 * Verifies a credential.
 *
 * <p>An authenticator has no access to the request: everything that it needs is part of the credential. Implementations
 * are thread-safe.
 *
 * <p>Every outcome is a return value. An invalid credential is {@link AuthenticationResult.Rejected}. An unavailable
 * dependency is {@link AuthenticationResult.Unavailable}, and never a rejection, because clients discard a credential
 * that was rejected. An exception or {@code null} is a bug in the mechanism: the host responds with 500 and does not
 * let the request through.
 *
 * @param <C> the type of credential
 * @since 0.1
 */
@Stable
@FunctionalInterface
public interface Authenticator<C extends Credential> {

    /**
     * Verifies the credential.
     *
     * @param credential the credential that the mechanism's own extractor returned for this request, completed with the
     *     body if the mechanism {@linkplain AuthenticationMechanism#requiredBody() requires} it
     * @return the result, never {@code null}
     */
    AuthenticationResult authenticate(C credential);
}
