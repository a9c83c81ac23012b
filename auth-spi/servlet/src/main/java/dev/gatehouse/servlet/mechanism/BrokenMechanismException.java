package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.stability.Internal;

/**
 * A mechanism threw an exception or returned null. The defect has been logged; the response is 500.
 *
 * @since 0.1
 */
@Internal
public final class BrokenMechanismException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The name of the mechanism. */
    private final String mechanism;

    /** Creates the exception. The cause has been logged. */
    public BrokenMechanismException(String mechanism) {
        super("mechanism " + mechanism + " broke its contract", null, false, false);
        this.mechanism = mechanism;
    }

    /** Returns the name of the mechanism. */
    public String mechanism() {
        return mechanism;
    }
}
