package dev.gatehouse.jwt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object (RFC 8259) so that there is one way only to understand it: UTF-8 without BOM, no member twice at any depth, no unpaired surrogate, nothing
 * behind the object, everything bounded. Numbers become {@link Long}, {@link java.math.BigInteger} or {@link Double}. Thread-safe.
 *
 * <p>It is our own because of the bytes that it is fed with: libraries take bytes for UTF-16 where they look like it, or take the object for finished where something follows,
 * and what they leave in is our own to find again.
 */
final class StrictJson {

    static final int MAX_DEPTH = 32;

    private final int maxText;

    /** @param maxText the longest string value, in characters */
    StrictJson(int maxText) {
        this.maxText = maxText;
    }

    /**
     * Returns the object, unmodifiable at every depth, members in order, JSON's {@code null} as {@code null}.
     *
     * @return {@code null} when the bytes are anything else
     */
    @Nullable
    Map<String, @Nullable Object> object(byte[] bytes) {
        return new JsonReader(bytes, maxText).document();
    }
}
