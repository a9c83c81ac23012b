package dev.gatehouse.servlet.settings;

/**
 * A file that can't be read. The message says why and what to do; it names neither the file nor anything of its
 * content.
 */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The line at fault, counted from 1; 0 when it is the whole file. */
    private final int line;

    UnreadableFileException(String message, int line) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
