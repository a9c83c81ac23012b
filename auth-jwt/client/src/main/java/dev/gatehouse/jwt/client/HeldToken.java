package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.time.Instant;

/**
 * A cached token and its schedule. Immutable.
 *
 * @param since when the token was requested
 * @param renewAt when to request a new token
 * @param usableUntil when to stop sending the token; before it expires, because a request takes time
 */
record HeldToken(AccessToken token, Instant since, Instant renewAt, Instant usableUntil) {

    private static final Duration LEAST_REST = Duration.ofSeconds(30);
    private static final Duration MOST_ON_THE_WAY = Duration.ofSeconds(5);

    /**
     * Schedules the renewal at 70 to 80 % of the lifetime, chosen at random, and at least 30 seconds before the token
     * expires. A token with a lifetime below one minute is renewed at half of it.
     *
     * @param random a number from 0 (inclusive) to 1 (exclusive)
     */
    static HeldToken of(AccessToken token, Instant since, double random) {
        long life = Duration.between(since, token.expiresAt()).toMillis();
        long share = (long) (life * (0.8 - 0.1 * random));
        long renewal = Math.max(life / 2, Math.min(share, life - LEAST_REST.toMillis()));
        long onTheWay = Math.min(life / 10, MOST_ON_THE_WAY.toMillis());
        return new HeldToken(token, since, since.plusMillis(renewal), since.plusMillis(life - onTheWay));
    }

    boolean isFresh(Instant now) {
        return now.isBefore(renewAt) && !isFromTheFuture(now);
    }

    boolean isUsable(Instant now) {
        return now.isBefore(usableUntil) && !isFromTheFuture(now);
    }

    /**
     * The clock was set back further than servers tolerate. By this clock the token would appear valid for too long.
     */
    private boolean isFromTheFuture(Instant now) {
        return now.isBefore(since.minusSeconds(60));
    }
}
