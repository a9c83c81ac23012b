package dev.gatehouse.idp;

import java.time.Duration;

/** How long the things of an issuer live. */
record Lifetimes(Duration accessToken, Duration refreshToken) {

    /** RFC 6749 section 4.1.2 recommends ten minutes at most; the exchange follows at once. */
    static final Duration CODE = Duration.ofSeconds(60);

    /** How long a person may sit in front of the login page. */
    static final Duration LOGIN = Duration.ofMinutes(15);

    static final Duration SESSION = Duration.ofHours(10);

    static final Duration ID_TOKEN = Duration.ofMinutes(5);

    Lifetimes {
        if (accessToken.toSeconds() < 1 || refreshToken.toSeconds() < 1) {
            throw new IllegalArgumentException("a token must live for one second at least");
        }
    }
}
