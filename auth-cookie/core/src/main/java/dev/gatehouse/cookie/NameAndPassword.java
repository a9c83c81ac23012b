package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.UserNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password as HTTP Basic carries them (RFC 7617 section 2), in UTF-8 (section 2.1). {@link #toString()} shows nothing.
 *
 * @param name what precedes the first colon; a user's name
 * @param password what follows it; 1 to 1024 characters
 */
record NameAndPassword(String name, String password) {

    private static final int MAX_ENCODED = 8 * 1024;
    private static final int MAX_PASSWORD = 1024;

    /** Returns what the text stands for; {@code null} when it is not exactly one canonical spelling of a name and a password. */
    static @Nullable NameAndPassword read(String header, int from) {
        int length = header.length() - from;
        if (length <= 0 || length > MAX_ENCODED || length % 4 != 0) {
            return null;
        }
        String encoded = header.substring(from);
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.ISO_8859_1));
            // The decoder takes spellings whose last bits carry nothing; each content shall have one spelling.
            if (!Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
                return null;
            }
            return split(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return null;
        }
    }

    private static @Nullable NameAndPassword split(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !UserNames.isName(text.substring(0, colon))) {
            return null;
        }
        String password = text.substring(colon + 1);
        return password.isEmpty() || password.length() > MAX_PASSWORD || hasControls(password)
                ? null
                : new NameAndPassword(text.substring(0, colon), password);
    }

    /** RFC 7617 section 2. */
    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "NameAndPassword[***]";
    }
}
