package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Internal;

/**
 * Keys of tasks, processes and scopes: positive 64-bit integers, in decimal on the wire.
 *
 * @since 0.1
 */
@Internal
public final class Keys {

    private static final long UNKNOWN = -1;

    private Keys() {}

    public static long positive(long key) {
        if (key <= 0) {
            throw new IllegalArgumentException("invalid key " + key + ": expected a positive integer");
        }
        return key;
    }

    /** Parses a key. A string that is not a key gives a value that no stored key has. */
    public static long parse(String text) {
        int length = text.length();
        if (length == 0 || length > 19 || text.charAt(0) == '0') {
            return UNKNOWN;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN;
            }
            value = value * 10 + digit;
        }
        return value > 0 ? value : UNKNOWN;
    }
}
