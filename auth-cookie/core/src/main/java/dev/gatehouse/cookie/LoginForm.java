package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.UserNames;
import dev.gatehouse.spi.EndpointRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name and password of a login. Each must be present once, and both must be in the query, in a form or in a
 * JSON object, never in a mixture.
 */
record LoginForm(boolean queryAllowed) {

    static final String NAME = "username";
    static final String PASSWORD = "password";
    static final String STAY = "staySignedIn";

    static final int MAX_PASSWORD = 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** The result of reading a request. */
    sealed interface Content {
        /** A name and a password. */
        record Credentials(String name, String password, boolean staySignedIn) implements Content {
            @Override
            public String toString() {
                return "Credentials[***]";
            }
        }

        /** An invalid request, with a constant message for the client. */
        record Malformed(int status, String message) implements Content {}
    }

    /** The parameters of one part of the request. */
    private record Parameters(List<String> names, List<String> passwords, List<String> stays) {

        boolean present() {
            return !names.isEmpty() || !passwords.isEmpty() || !stays.isEmpty();
        }

        @Override
        public String toString() {
            return "Parameters[***]";
        }
    }

    Content read(EndpointRequest request) {
        String type = request.body().length == 0 ? FORM : request.contentType().orElse("");
        Parameters body;
        if (type.equals(JSON)) {
            LoginJson json = LoginJson.read(request.body());
            if (json == null) {
                return new Content.Malformed(400, "Send one JSON object with the strings username and password.");
            }
            body = new Parameters(list(json.name()), list(json.password()), list(json.stay()));
        } else if (type.equals(FORM)) {
            body = new Parameters(
                    request.formParameters(NAME), request.formParameters(PASSWORD), request.formParameters(STAY));
        } else {
            return new Content.Malformed(
                    415, "Send username and password as application/x-www-form-urlencoded or application/json.");
        }
        Parameters query = new Parameters(
                request.queryParameters(NAME), request.queryParameters(PASSWORD), request.queryParameters(STAY));
        if (query.present() && !queryAllowed) {
            return new Content.Malformed(400, "Send username and password in the body, not in the query.");
        }
        if (query.present() && body.present()) {
            return new Content.Malformed(400, "Send username and password either in the query or in the body.");
        }
        return credentials(query.present() ? query : body);
    }

    private static Content credentials(Parameters parameters) {
        if (parameters.names().size() != 1 || parameters.passwords().size() != 1) {
            return new Content.Malformed(400, "Send exactly one username and one password.");
        }
        String name = parameters.names().get(0);
        if (!UserNames.isName(name)) {
            return new Content.Malformed(400, "A username has 1 to 255 characters and no control characters.");
        }
        String password = parameters.passwords().get(0);
        if (password.isEmpty() || password.length() > MAX_PASSWORD || !UserNames.isWellFormed(password)) {
            return new Content.Malformed(400, "A password has 1 to 1024 characters.");
        }
        List<String> stays = parameters.stays();
        boolean stay = stays.equals(List.of("true"));
        if (!stay && !stays.isEmpty() && !stays.equals(List.of("false"))) {
            return new Content.Malformed(400, "Send staySignedIn once, as true or false.");
        }
        return new Content.Credentials(name, password, stay);
    }

    private static List<String> list(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
