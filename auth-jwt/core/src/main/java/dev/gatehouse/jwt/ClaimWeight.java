package dev.gatehouse.jwt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes of the heap a verified token takes. The figures are those of a 64-bit JVM with compressed references, rounded up.
 */
final class ClaimWeight {

    /** The entry, the token, the caller with its sets, and the cache's own part. */
    private static final int FIXED = 650;

    private static final int MAP = 176;
    private static final int MEMBER = 48;
    private static final int LIST = 64;
    private static final int ELEMENT = 8;
    private static final int TEXT = 44;
    private static final int NUMBER = 24;

    private ClaimWeight() {}

    /** Returns the estimate for a token with these claims. */
    static int of(Map<String, @Nullable Object> claims) {
        return FIXED + value(claims);
    }

    private static int value(@Nullable Object value) {
        if (value instanceof String text) {
            return TEXT + text.length();
        }
        if (value instanceof Map<?, ?> members) {
            // Unlike an iterator it makes no object for each member of an unmodifiable map.
            int[] sum = {MAP};
            members.forEach((name, member) -> sum[0] += MEMBER + value(name) + value(member));
            return sum[0];
        }
        if (value instanceof List<?> elements) {
            int sum = LIST;
            for (int i = 0; i < elements.size(); i++) {
                sum += ELEMENT + value(elements.get(i));
            }
            return sum;
        }
        return value == null ? 0 : NUMBER;
    }
}
