package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.web.ProblemBody;

/**
 * A response of the management listener. Immutable.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the body
 */
record ManagementReply(int status, String contentType, String body) {

    static ManagementReply json(int status, String json) {
        return new ManagementReply(status, "application/json", json);
    }

    /** Returns an RFC 9457 problem. */
    static ManagementReply problem(int status, String detail) {
        return new ManagementReply(status, "application/problem+json", ProblemBody.of(status, detail));
    }
}
