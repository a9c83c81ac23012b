package dev.gatehouse.servlet;

/** A mechanism threw an exception or returned null. The defect has been logged; the response is 500. */
final class BrokenMechanismException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The name of the mechanism. */
    private final String mechanism;

    BrokenMechanismException(String mechanism) {
        super("mechanism " + mechanism + " broke its contract", null, false, false);
        this.mechanism = mechanism;
    }

    String mechanism() {
        return mechanism;
    }
}
