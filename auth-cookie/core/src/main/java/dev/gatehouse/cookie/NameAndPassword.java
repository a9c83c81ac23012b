package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.UserNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password as HTTP Basic sends them (RFC 7617 section 2), in UTF-8 (section 2.1). {@link #toString()}
 * shows nothing.
 *
 * @param name the part before the first colon; a valid user name
 * @param password the part after it; 1 to 1024 characters
 */
record NameAndPassword(String name, String password) {

    private static final int MAX_ENCODED = 8 * 1024;

    /**
     * Returns the decoded name and password; {@code null} unless the string is the one canonical encoding of a valid
     * name and password.
     */
    static @Nullable NameAndPassword read(String header, int from) {
        int length = header.length() - from;
        if (length <= 0 || length > MAX_ENCODED || length % 4 != 0) {
            return null;
        }
        String encoded = header.substring(from);
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.ISO_8859_1));
            // The decoder accepts unused trailing bits that are not zero; each content has only one valid
            // spelling here.
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
        return password.isEmpty() || password.length() > LoginForm.MAX_PASSWORD || hasControls(password)
                ? null
                : new NameAndPassword(text.substring(0, colon), password);
    }

    /** RFC 7617 section 2 forbids control characters. */
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
