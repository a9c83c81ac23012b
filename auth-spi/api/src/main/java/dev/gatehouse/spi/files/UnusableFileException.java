package dev.gatehouse.spi.files;

import dev.gatehouse.spi.stability.Incubating;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file cannot be read, or its content is invalid. The message tells what to do, and shows no part of the content,
 * which may be a secret.
 *
 * @since 0.1
 */
@Incubating
public final class UnusableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The number of the invalid line. */
    private final int line;

    /**
     * Creates the exception.
     *
     * @param line the number of the invalid line, starting at 1; 0 if the problem is the whole file
     * @param message the problem and the remedy, without a part of the content
     */
    public UnusableFileException(int line, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.line = line;
    }

    /** Returns the number of the invalid line, starting at 1; 0 if the problem is the whole file. */
    public int line() {
        return line;
    }

    /** Returns the message after the name of the file and the number of the line, as {@code users.conf:7: problem}. */
    public String at(Path file) {
        return file + (line > 0 ? ":" + line : "") + ": " + getMessage();
    }
}
