package dev.gatehouse.samples.tasklist;

/** What an {@link Inspection} asked for cannot be said. The message is for the operator. */
final class InspectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InspectionException(String message) {
        super(message);
    }
}
