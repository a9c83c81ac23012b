package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;

/**
 * Which forwarding headers of trusted proxies count.
 *
 * @since 0.1
 */
@Internal
public enum ForwardingHeaders {
    /** {@code Forwarded} or {@code X-Forwarded-*}; of a request with both, only what both say. */
    AGREEING,
    /** {@code Forwarded} alone. */
    FORWARDED,
    /** {@code X-Forwarded-*} alone. */
    X_FORWARDED
}
