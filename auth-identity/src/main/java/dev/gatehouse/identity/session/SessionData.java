package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Reason;
import org.jspecify.annotations.Nullable;

/** The private data of a session: encrypted tokens, or why there are none any more. Immutable. */
sealed interface SessionData {

    /**
     * Tokens.
     *
     * @param times when they must be refreshed
     * @param provider the alias of the provider that issued them
     * @param key the id of the key that encrypted them
     * @param box the encrypted tokens in base64url
     */
    record Tokens(TokenTimes times, String provider, String key, String box) implements SessionData {

        Tokens with(TokenTimes other) {
            return new Tokens(other, provider, key, box);
        }

        /** Returns the text that is stored. */
        String text() {
            return TOKENS + times.due() + " " + times.expires() + " " + times.ends() + " " + times.claimed() + " "
                    + provider + " " + key + " " + box;
        }

        @Override
        public String toString() {
            return "Tokens[" + times + ", provider=" + provider + ", key=" + key + "]";
        }
    }

    /**
     * The session has ended, and its next request is told why.
     *
     * @param reason why
     */
    record Ended(Reason reason) implements SessionData {
        /** Returns the text that is stored. */
        String text() {
            return ENDED + reason.code();
        }
    }

    /** The version of the format comes first. */
    String TOKENS = "1 ";

    String ENDED = "0 ";
    int PARTS = 7;

    /** Returns from when the tokens are refreshed; 0 if there are none. It runs at each use of a session. */
    static long due(String data) {
        return data.startsWith(TOKENS) ? number(data, TOKENS.length(), data.indexOf(' ', TOKENS.length())) : 0;
    }

    /** Reads data; {@code null} if it is malformed. */
    static @Nullable SessionData parse(String data) {
        if (data.startsWith(ENDED)) {
            Reason reason = SessionReasons.find(data.substring(ENDED.length()));
            return reason == null ? null : new Ended(reason);
        }
        String[] parts =
                data.startsWith(TOKENS) ? data.substring(TOKENS.length()).split(" ", -1) : new String[0];
        if (parts.length != PARTS) {
            return null;
        }
        long[] times = new long[4];
        for (int i = 0; i < times.length; i++) {
            times[i] = number(parts[i], 0, parts[i].length());
            if (times[i] < 0) {
                return null;
            }
        }
        TokenTimes all = new TokenTimes(times[0], times[1], times[2], times[3]);
        return new Tokens(all, parts[4], parts[5], parts[6]);
    }

    /** Returns a number without a sign; -1 if it is malformed. */
    private static long number(String text, int from, int end) {
        if (from >= end) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
