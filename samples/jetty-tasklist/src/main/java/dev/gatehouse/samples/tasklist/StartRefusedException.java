package dev.gatehouse.samples.tasklist;

/** The application cannot start. The message is one line with the problem, its place and the remedy. */
final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefusedException(String line) {
        super(line);
    }

    StartRefusedException(String line, Throwable cause) {
        super(line, cause);
    }
}
