package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RedisTimesTest {

    @Test
    void text_isIndependentOfTheLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String language :
                    List.of("ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "fa-IR-u-nu-arabext", "tr-TR", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertEquals("0000000000000000012", RedisTimes.text(12), language);
                assertEquals(
                        "1796000000123456789",
                        RedisTimes.text(Instant.ofEpochSecond(1_796_000_000L, 123_456_789)),
                        language);
                assertEquals("1", RedisTimes.millis(Instant.EPOCH, 5), language);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void texts_sortLikeTheirTimes() {
        List<Long> nanos = List.of(-1L, 0L, 9L, 10L, 999_999_999L, 1_796_000_000_000_000_000L, Long.MAX_VALUE);
        for (int i = 1; i < nanos.size(); i++) {
            String earlier = RedisTimes.text(nanos.get(i - 1));
            String later = RedisTimes.text(nanos.get(i));
            assertTrue(earlier.compareTo(later) <= 0, earlier + " and " + later);
            assertEquals(19, later.length());
        }
    }
}
