package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;

/**
 * A failed request. The message is sent to the client.
 *
 * @since 0.1
 */
@Internal
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean readable;

    private ApiProblem(int status, boolean readable, String message) {
        super(message, null, false, false);
        this.status = status;
        this.readable = readable;
    }

    /** The request is invalid. */
    public static ApiProblem badRequest(String message) {
        return new ApiProblem(400, true, message);
    }

    /** The request cannot be parsed. The response has no instance. */
    public static ApiProblem unreadable(String message) {
        return new ApiProblem(400, false, message);
    }

    static ApiProblem forbidden(String message) {
        return new ApiProblem(403, true, message);
    }

    public static ApiProblem notFound(String message) {
        return new ApiProblem(404, true, message);
    }

    /** An unexpected failure. Only the log has its details. */
    public static ApiProblem internal() {
        return new ApiProblem(500, false, "Unexpected server error occurred.");
    }

    public static ApiProblem of(int status, String message) {
        return new ApiProblem(status, true, message);
    }

    public int status() {
        return status;
    }

    /** Returns whether the request could be parsed. */
    public boolean readable() {
        return readable;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
