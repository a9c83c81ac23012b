package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;

/**
 * A published key cannot be used. The message is for operators and contains nothing from the document.
 *
 * @since 0.1
 */
@Internal
public final class UnusableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether such keys are normal in a key set, because they have another purpose. */
    private final boolean ordinary;

    private UnusableKeyException(String message, boolean ordinary) {
        super(message, null, false, false);
        this.ordinary = ordinary;
    }

    /** A valid key for another purpose. */
    static UnusableKeyException ordinary(String message) {
        return new UnusableKeyException(message, true);
    }

    /** A key that should not be published. */
    static UnusableKeyException bad(String message) {
        return new UnusableKeyException(message, false);
    }

    public boolean isOrdinary() {
        return ordinary;
    }
}
