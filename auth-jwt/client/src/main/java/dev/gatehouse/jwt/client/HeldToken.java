package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.time.Instant;

/**
 * A token and when it is used. Immutable.
 *
 * @param since when it was asked for
 * @param renewAt when a new one is fetched
 * @param usableUntil when it is not sent any more: a little before its end, as a request takes time
 */
record HeldToken(AccessToken token, Instant since, Instant renewAt, Instant usableUntil) {

    private static final Duration LEAST_REST = Duration.ofSeconds(30);
    private static final Duration MOST_ON_THE_WAY = Duration.ofSeconds(5);

    /**
     * Plans the renewal for 80 % of the token's life, up to a tenth earlier by chance, and 30 seconds before the end at least; a token that lives for less than a
     * minute is renewed at half of its life.
     *
     * @param random a number from 0 to below 1
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

    /** The clock was set back by more than servers put up with: by it the token would live too long. */
    private boolean isFromTheFuture(Instant now) {
        return now.isBefore(since.minusSeconds(60));
    }
}
