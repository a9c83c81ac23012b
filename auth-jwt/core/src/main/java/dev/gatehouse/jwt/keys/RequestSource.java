package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The source of a request, which is looked up only if the request asks for an unknown key.
 *
 * @since 0.1
 */
@Internal
@FunctionalInterface
public interface RequestSource {

    /** The source of a token that was not read from a request. */
    RequestSource UNKNOWN = () -> null;

    /** Returns the client's IP address; {@code null} if it is not known. */
    @Nullable
    String address();
}
