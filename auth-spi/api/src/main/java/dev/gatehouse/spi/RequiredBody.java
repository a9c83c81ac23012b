package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The need of a mechanism for the body of the request, such as a signature or a digest of it. Immutable.
 *
 * <p>The host reads the body after it has chosen the credential of this mechanism, and before it calls the
 * authenticator. A body that is longer than {@code maxBytes} gets 413, one that does not arrive in time gets 408
 * ({@code auth.endpoint-body-timeout}), one that ends early gets 400, and too many at once get 503. The application
 * reads the same bytes again.
 *
 * @param <C> the type of credential
 * @param maxBytes the longest body that can be verified, in bytes, from 1 to {@value #UPPER_BOUND}; as small as the
 *     clients allow, because the body is in memory until its request ends, and is read before anything is verified
 * @param completion returns the credential with the body
 * @since 0.1
 */
@Incubating
public record RequiredBody<C extends Credential>(int maxBytes, Completion<C> completion) {

    /** The largest possible {@code maxBytes}: 32 MiB. */
    public static final int UPPER_BOUND = 32 * 1024 * 1024;

    /**
     * Completes a credential. Thread-safe. Verifies nothing: that is the task of the {@link Authenticator}.
     *
     * @param <C> the type of credential
     */
    @FunctionalInterface
    public interface Completion<C extends Credential> {

        /**
         * Returns the credential with the body.
         *
         * <p>The body is what the client sent, after the transfer coding was removed and before a content coding such
         * as {@code gzip} is. It is empty if the request has no body. {@code Mac}, {@code Signature} and
         * {@code MessageDigest} take it as it is; that changes its position, so that code which reads it more than once
         * duplicates it.
         *
         * @param credential what the extractor returned for this request
         * @param body the whole body, read-only, from position 0 to its limit; the credential may keep it
         * @return the credential for the authenticator, never {@code null}
         */
        C complete(C credential, ByteBuffer body);
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1 or more than {@value #UPPER_BOUND}
     */
    public RequiredBody {
        Objects.requireNonNull(completion, "completion");
        if (maxBytes < 1 || maxBytes > UPPER_BOUND) {
            throw new IllegalArgumentException("expected 1 to " + UPPER_BOUND + " bytes, but got " + maxBytes);
        }
    }
}
