package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Retry-After} (RFC 9110 section 10.2.3), which is a number of seconds or a date. Stateless and
 * thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class RetryAfter {

    /** The longest time that is returned. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Returns the time to wait, from 0 to {@link #LONGEST}; {@code null} if the header is absent or malformed.
     *
     * @param clock the current time, used if the response has no {@code Date} header; otherwise the time counts from
     *     that header, because the clocks of two machines differ
     */
    public static @Nullable Duration of(HttpHeaders headers, Clock clock) {
        String text = headers.firstValue("Retry-After").orElse("").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (isNumber(text)) {
            return text.length() > MAX_DIGITS ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant until = HttpDate.parse(text);
        if (until == null) {
            return null;
        }
        Instant date = HttpDate.parse(headers.firstValue("Date").orElse(""));
        return bounded(Duration.between(date == null ? clock.instant() : date, until));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
