package dev.gatehouse.cookie.users;

/** A users' file that can't be used. */
final class UsersFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The line at fault, from 1; 0 where the file as a whole is. */
    private final int line;

    UsersFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
