package dev.gatehouse.spi.settings;

/**
 * A setting that can't be used. The start is refused; the message is one line that names where the value comes from, the key, the problem and the remedy, and shows
 * no secret.
 */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The key at fault. */
    private final String key;

    /**
     * Describes the problem.
     *
     * @param key the key at fault
     * @param message the whole line
     */
    public SettingException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** Returns the key at fault. */
    public String key() {
        return key;
    }
}
