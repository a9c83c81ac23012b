package dev.gatehouse.tasklist.http;

import dev.gatehouse.spi.stability.Internal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps on the wire. Clients parse one exact format and send several.
 *
 * @since 0.1
 */
@Internal
public final class Timestamps {

    /** Three fraction digits and an offset without colon, the only format that some clients parse. */
    private static final DateTimeFormatter REST = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** RFC 3339 section 5.6, and also offsets without colon. */
    private static final DateTimeFormatter INPUT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private Timestamps() {}

    public static @Nullable String rest(@Nullable Instant time) {
        return time == null ? null : REST.format(time);
    }

    public static @Nullable String rfc3339(@Nullable Instant time) {
        return time == null ? null : RFC_3339.format(time);
    }

    /** Parses a timestamp; returns null if the string is not a timestamp. */
    public static @Nullable Instant parse(String text) {
        try {
            return INPUT.parse(text, Instant::from);
        } catch (DateTimeException noTimestamp) {
            return null;
        }
    }
}
