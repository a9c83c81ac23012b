package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Stable;

/**
 * The user directory does not answer.
 *
 * @since 0.1
 */
@Stable
public final class UsersUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what did not answer, without credentials
     * @param cause the underlying failure
     */
    public UsersUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
