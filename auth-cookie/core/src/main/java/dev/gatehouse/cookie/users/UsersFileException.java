package dev.gatehouse.cookie.users;

/** A users file is invalid. */
final class UsersFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The number of the invalid line, starting at 1; 0 if the problem is the whole file. */
    private final int line;

    UsersFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
