package dev.gatehouse.identity.session;

import java.time.Duration;

/**
 * The limits of a refresh.
 *
 * @param ahead how long before the expiry of an access token it is refreshed
 * @param grace how long a session is used after the expiry of its access token while the provider does not answer
 * @param call how long a call of a provider takes at most
 */
record RefreshLimits(Duration ahead, Duration grace, Duration call) {

    private static final Duration STORE = Duration.ofSeconds(5);

    /** Returns for how many milliseconds a node has the sole right to refresh a session. */
    long claim() {
        return call.plus(STORE).toMillis();
    }

    /** Returns how long a request waits for a refresh if it cannot be decided without. */
    Duration patience() {
        return call.plusSeconds(1);
    }
}
