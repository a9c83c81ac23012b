package dev.gatehouse.samples.tasklist;

/** Why the application does not start: a line that names what is wrong, where, and what to do about it. */
final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefusedException(String line) {
        super(line);
    }

    StartRefusedException(String line, Throwable cause) {
        super(line, cause);
    }
}
