package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Stable;

/**
 * Knows which tokens have been taken back before their time. It is asked at every use of a token that is otherwise good, remembered or not, so what it says is in force at once.
 * Thread-safe, and quick: it must not wait for a network or a disk; one whose truth lies elsewhere keeps a copy.
 *
 * @since 0.1
 */
@Stable
@FunctionalInterface
public interface TokenRevocations {

    /** What it knows about a token. */
    enum Status {
        /** It has not been taken back. */
        GOOD,
        /** It has been taken back: 401. */
        REVOKED,
        /** That can't be told at present: 503. */
        UNKNOWN
    }

    /**
     * Tells about a token.
     *
     * @param token a token that is good in every other respect
     * @return the status; {@code null} and an exception count as {@link Status#UNKNOWN}
     */
    Status status(VerifiedToken token);

    /** Returns whether it can tell at present; shown as part of the mechanism's health. */
    default Health health() {
        return Health.up();
    }
}
