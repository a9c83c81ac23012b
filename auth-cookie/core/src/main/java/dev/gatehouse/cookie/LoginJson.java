package dev.gatehouse.cookie;

import dev.gatehouse.support.json.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login as JSON: an object with the members of the form. Members that a login does not have are passed over; one that is there twice, at any depth, and one of the login's own
 * that is no text makes it malformed. {@link #toString()} shows nothing.
 *
 * @param name the member {@code username}; {@code null} when it is absent
 * @param password the member {@code password}; {@code null} when it is absent
 * @param stay the member {@code staySignedIn}, a boolean or its text; {@code null} when it is absent
 */
record LoginJson(
        @Nullable String name,
        @Nullable String password,
        @Nullable String stay) {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 16 * 1024;
    private static final StrictJson JSON = new StrictJson(MAX_TEXT, MAX_DEPTH);

    /** Returns what the body holds; {@code null} when it is no such object. */
    static @Nullable LoginJson read(byte[] body) {
        Map<String, @Nullable Object> members = JSON.object(body);
        if (members == null
                || !isText(members, LoginForm.NAME)
                || !isText(members, LoginForm.PASSWORD)
                || !(isText(members, LoginForm.STAY) || members.get(LoginForm.STAY) instanceof Boolean)) {
            return null;
        }
        return new LoginJson(
                text(members, LoginForm.NAME), text(members, LoginForm.PASSWORD), text(members, LoginForm.STAY));
    }

    private static boolean isText(Map<String, @Nullable Object> members, String name) {
        return !members.containsKey(name) || members.get(name) instanceof String;
    }

    private static @Nullable String text(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return "LoginJson[***]";
    }
}
