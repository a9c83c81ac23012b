package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.TokenSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the tokens of a session must be refreshed, in milliseconds since 1970.
 *
 * @param due from when they are refreshed; {@link #NEVER} without a refresh token
 * @param expires when the access token expires
 * @param ends when the refresh token expires; {@link #NEVER} if the provider does not say
 * @param claimed until when a node has the sole right to refresh them; 0 if no node has it
 */
record TokenTimes(long due, long expires, long ends, long claimed) {

    static final long NEVER = Long.MAX_VALUE;

    /** The lifetime of an access token whose provider does not say it. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    /** Returns the times of tokens that were issued just now. */
    static TokenTimes of(TokenSet tokens, Instant issued, Duration ahead) {
        long now = issued.toEpochMilli();
        long expires = millis(tokens.accessExpires(), now + USUAL.toMillis());
        long ends = millis(tokens.refreshExpires(), NEVER);
        if (tokens.refreshToken() == null) {
            return new TokenTimes(NEVER, expires, NEVER, 0);
        }
        long last = Math.min(expires, ends);
        // A short-lived token is used for half of its life at least.
        long early = Math.min(ahead.toMillis(), Math.max(0, (last - now) / 2));
        return new TokenTimes(last - early, expires, ends, 0);
    }

    private static long millis(@Nullable Instant time, long absent) {
        return time == null ? absent : time.toEpochMilli();
    }

    TokenTimes claimedUntil(long until) {
        return new TokenTimes(due, expires, ends, until);
    }

    /** Returns the times after a failed refresh, without a claim. */
    TokenTimes retriedFrom(long next) {
        return new TokenTimes(Math.max(due, next), expires, ends, 0);
    }
}
