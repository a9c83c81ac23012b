package dev.gatehouse.cookie;

import dev.gatehouse.support.json.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login as a JSON object with the members of the form. Unknown members are ignored. A duplicate member, at any depth,
 * and a known member that is not a string make it malformed. {@link #toString()} shows nothing.
 *
 * @param name the member {@code username}; {@code null} if absent
 * @param password the member {@code password}; {@code null} if absent
 * @param stay the member {@code staySignedIn}, a boolean or a string; {@code null} if absent
 */
record LoginJson(
        @Nullable String name,
        @Nullable String password,
        @Nullable String stay) {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 16 * 1024;
    private static final StrictJson JSON = new StrictJson(MAX_TEXT, MAX_DEPTH);

    /** Returns the login in a body; {@code null} if it is malformed. */
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
