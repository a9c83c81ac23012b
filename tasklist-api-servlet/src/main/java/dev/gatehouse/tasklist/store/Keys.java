package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Internal;

/**
 * Keys of tasks, processes and scopes: positive 64-bit numbers, on the wire in decimal.
 *
 * @since 0.1
 */
@Internal
public final class Keys {

    private static final long UNKNOWN = -1;

    private Keys() {}

    public static long positive(long key) {
        if (key <= 0) {
            throw new IllegalArgumentException("a key must be positive: " + key);
        }
        return key;
    }

    /** Reads a key without exceptions; a text that can't be one gives a number that no stored key has. */
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
