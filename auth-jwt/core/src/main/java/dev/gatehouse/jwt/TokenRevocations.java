package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Stable;

/**
 * Tells which tokens have been revoked before their expiry. It is asked at every use of an otherwise valid token,
 * cached or not, so that a revocation takes effect immediately. Implementations must be thread-safe and must not wait
 * for network or disk: one that reads from another system keeps a copy in memory.
 *
 * @since 0.1
 */
@Stable
@FunctionalInterface
public interface TokenRevocations {

    /** The status of a token. */
    enum Status {
        /** The token has not been revoked. */
        GOOD,
        /** The token has been revoked; the response is 401. */
        REVOKED,
        /** The status is not known at present; the response is 503. */
        UNKNOWN
    }

    /**
     * Returns the status of a token.
     *
     * @param token a token that is valid in every other respect
     * @return the status; {@code null} or an exception counts as {@link Status#UNKNOWN}
     */
    Status status(VerifiedToken token);

    /** Returns whether the status of tokens is known at present. It is part of the mechanism's health. */
    default Health health() {
        return Health.up();
    }
}
