package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;

/**
 * One part of a request that a mechanism reads its credential from, with the extractor for it. Immutable.
 *
 * @param <C> the type of credential
 * @param source the part of the request
 * @param extractor finds the credential there
 * @since 0.1
 */
@Incubating
public record CredentialPlace<C extends Credential>(CredentialSource source, CredentialExtractor<C> extractor) {
    /** Requires both. */
    public CredentialPlace {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(extractor, "extractor");
    }
}
