package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;

/**
 * A request that is answered with an error. The message goes to the client as it is.
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

    /** The request asks for something that is not possible. */
    public static ApiProblem badRequest(String message) {
        return new ApiProblem(400, true, message);
    }

    /** The request can't be understood; its answer names no instance. */
    public static ApiProblem unreadable(String message) {
        return new ApiProblem(400, false, message);
    }

    static ApiProblem forbidden(String message) {
        return new ApiProblem(403, true, message);
    }

    public static ApiProblem notFound(String message) {
        return new ApiProblem(404, true, message);
    }

    /** Something broke; what exactly is in the log alone. */
    public static ApiProblem internal() {
        return new ApiProblem(500, false, "Unexpected server error occurred.");
    }

    public static ApiProblem of(int status, String message) {
        return new ApiProblem(status, true, message);
    }

    public int status() {
        return status;
    }

    /** Whether the request was understood. */
    public boolean readable() {
        return readable;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
