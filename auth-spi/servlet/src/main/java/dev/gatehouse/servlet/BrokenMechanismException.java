package dev.gatehouse.servlet;

/**
 * A mechanism threw, or returned null where it must not. It was logged where it happened; the request is
 * answered with 500.
 */
final class BrokenMechanismException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The mechanism's name. */
    private final String mechanism;

    BrokenMechanismException(String mechanism) {
        super("mechanism " + mechanism + " broke its contract", null, false, false);
        this.mechanism = mechanism;
    }

    String mechanism() {
        return mechanism;
    }
}
