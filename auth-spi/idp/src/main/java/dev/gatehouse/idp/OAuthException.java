package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with an error of RFC 6749 section 5.2 or of a specification that builds on it. */
final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String description;

    private OAuthException(int status, String error, String description) {
        super(error + ": " + description, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    static OAuthException invalidRequest(String description) {
        return new OAuthException(400, "invalid_request", description);
    }

    static OAuthException invalidGrant(String description) {
        return new OAuthException(400, "invalid_grant", description);
    }

    /** One message for all causes, so that client identifiers cannot be enumerated. */
    static OAuthException invalidClient() {
        return new OAuthException(401, "invalid_client", "Invalid client or invalid client credentials");
    }

    static OAuthException of(int status, String error, String description) {
        return new OAuthException(status, error, description);
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }

    Answer answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("error_description", description);
        Answer answer = Answer.json(status, body);
        return status == 401 && error.equals("invalid_client")
                ? answer.with("WWW-Authenticate", "Basic realm=\"identity provider\", charset=\"UTF-8\"")
                : answer;
    }
}
