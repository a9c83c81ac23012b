package dev.gatehouse.cookie;

import dev.gatehouse.spi.EndpointRequest;
import java.util.List;

/** Reads name and password of a login: each once, both in the query or both in a form, never a mixture. */
record LoginForm(boolean queryAllowed) {

    private static final int MAX_PASSWORD = 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    /** What was found. */
    sealed interface Content {
        /** A name and a password. */
        record Credentials(String name, String password) implements Content {
            @Override
            public String toString() {
                return "Credentials[***]";
            }
        }

        /** Something else, and what to tell the client; constant text. */
        record Malformed(int status, String message) implements Content {}
    }

    Content read(EndpointRequest request) {
        boolean inQuery = present(request.queryParameters("username"), request.queryParameters("password"));
        boolean inForm = present(request.formParameters("username"), request.formParameters("password"));
        if (request.body().length > 0 && !FORM.equals(request.contentType().orElse(""))) {
            return new Content.Malformed(415, "Send username and password as application/x-www-form-urlencoded.");
        }
        if (inQuery && !queryAllowed) {
            return new Content.Malformed(400, "Send username and password as a form, not in the query.");
        }
        if (inQuery && inForm) {
            return new Content.Malformed(400, "Send username and password either in the query or as a form.");
        }
        return inForm
                ? credentials(request.formParameters("username"), request.formParameters("password"))
                : credentials(request.queryParameters("username"), request.queryParameters("password"));
    }

    private static Content credentials(List<String> names, List<String> passwords) {
        if (names.size() != 1 || passwords.size() != 1) {
            return new Content.Malformed(400, "Send exactly one username and one password.");
        }
        String name = names.get(0);
        if (!User.isName(name)) {
            return new Content.Malformed(400, "A username has 1 to 255 characters and no control characters.");
        }
        String password = passwords.get(0);
        if (password.isEmpty() || password.length() > MAX_PASSWORD || !User.isText(password)) {
            return new Content.Malformed(400, "A password has 1 to 1024 characters.");
        }
        return new Content.Credentials(name, password);
    }

    private static boolean present(List<String> names, List<String> passwords) {
        return !names.isEmpty() || !passwords.isEmpty();
    }
}
