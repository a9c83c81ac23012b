package dev.gatehouse.jwt;

import java.time.Duration;

/**
 * The times of an issuer's keys.
 *
 * @param life how long a fetched set counts as fresh; a new one is fetched when four fifths of it have passed, so a key that the issuer took away is dead within it
 * @param maxStale how long the last set is used when no newer one can be fetched
 */
record KeyTimes(Duration life, Duration maxStale) {

    /** How long an operator may not notice that keys can't be refreshed. */
    static final Duration ALARM = Duration.ofMinutes(5);

    /** How long a request with an unknown kid waits for newer keys. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often a file is looked at. */
    static final Duration FILE_LIFE = Duration.ofSeconds(5);
}
