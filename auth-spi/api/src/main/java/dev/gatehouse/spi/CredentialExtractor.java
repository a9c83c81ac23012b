package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.Optional;

/**
 * Finds the credential of one mechanism in a request.
 *
 * <p>An extractor recognizes a credential by its shape and does not validate it. It returns even a malformed
 * credential, so that the {@link Authenticator} can reject it: {@code Authorization: Bearer} without a value is an
 * invalid bearer credential, not an absent one. If an extractor ignored it, a request with an invalid credential would
 * be treated as anonymous.
 *
 * <p>The host calls the extractor for every request except those under an open access rule. An extractor is therefore
 * cheap, does no I/O and no cryptography, and logs nothing. It never sees the body; a mechanism that verifies the body
 * declares that with {@link AuthenticationMechanism#requiredBody()}. An exception or {@code null} is a bug in the
 * mechanism: the host responds with 500. Implementations are thread-safe.
 *
 * @param <C> the type of credential
 * @since 0.1
 */
@Stable
@FunctionalInterface
public interface CredentialExtractor<C extends Credential> {

    /**
     * Extracts the credential.
     *
     * @param request the request; valid only during this call
     * @return the credential; empty when the request contains nothing of this mechanism's shape
     */
    Optional<C> extract(RequestView request);
}
