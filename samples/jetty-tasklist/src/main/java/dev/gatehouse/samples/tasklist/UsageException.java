package dev.gatehouse.samples.tasklist;

/** The command line is invalid. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem);
    }
}
