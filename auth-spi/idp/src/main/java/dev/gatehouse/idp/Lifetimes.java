package dev.gatehouse.idp;

import java.time.Duration;

/** The lifetimes of what an issuer creates. */
record Lifetimes(Duration accessToken, Duration refreshToken) {

    /** RFC 6749 section 4.1.2 recommends at most ten minutes. Clients exchange a code at once. */
    static final Duration CODE = Duration.ofSeconds(60);

    /** RFC 9126 section 2.2 suggests 5 to 600 seconds. */
    static final Duration PUSHED_REQUEST = Duration.ofSeconds(60);

    /** How long a login page is valid. */
    static final Duration LOGIN = Duration.ofMinutes(15);

    static final Duration SESSION = Duration.ofHours(10);

    static final Duration ID_TOKEN = Duration.ofMinutes(5);

    /** OpenID Connect Back-Channel Logout section 2.4 recommends at most two minutes. */
    static final Duration LOGOUT_TOKEN = Duration.ofMinutes(2);

    Lifetimes {
        if (accessToken.toSeconds() < 1 || refreshToken.toSeconds() < 1) {
            throw new IllegalArgumentException("expected a token lifetime of at least one second");
        }
    }
}
