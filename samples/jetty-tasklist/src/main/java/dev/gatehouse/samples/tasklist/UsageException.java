package dev.gatehouse.samples.tasklist;

/** A command line that can't be understood. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem);
    }
}
