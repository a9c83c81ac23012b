package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTP date (RFC 9110 section 5.6.7). Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class HttpDate {

    private static final int MAX_LENGTH = 40;

    private HttpDate() {}

    /** Returns the date; {@code null} if it is malformed. */
    public static @Nullable Instant parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
