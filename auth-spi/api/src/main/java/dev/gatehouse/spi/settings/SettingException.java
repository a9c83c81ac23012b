package dev.gatehouse.spi.settings;

import dev.gatehouse.spi.stability.Stable;

/**
 * A setting cannot be used, and the start is refused. The message is one line with the origin of the value, the key,
 * the problem and the remedy. It contains no secret.
 *
 * @since 0.1
 */
@Stable
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The key at fault. */
    private final String key;

    /**
     * Creates an exception.
     *
     * @param key the key of the setting
     * @param message the complete line
     */
    public SettingException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** Returns the key of the setting. */
    public String key() {
        return key;
    }
}
