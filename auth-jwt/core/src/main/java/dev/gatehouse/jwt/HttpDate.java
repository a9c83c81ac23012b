package dev.gatehouse.jwt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A date as HTTP writes it (RFC 9110 section 5.6.7). */
final class HttpDate {

    private static final int MAX_LENGTH = 40;

    private HttpDate() {}

    /** Returns {@code null} for anything else. */
    static @Nullable Instant parse(String text) {
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
