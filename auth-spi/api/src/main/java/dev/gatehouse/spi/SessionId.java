package dev.gatehouse.spi;

/**
 * Names a session without being able to use it: the base64url text of the SHA-256 of the cookie's value. It may be stored, listed and logged.
 *
 * @param digest 43 characters of the base64url alphabet
 */
public record SessionId(String digest) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is another one
     */
    public SessionId {
        boolean form = digest.length() == 43;
        for (int i = 0; form && i < digest.length(); i++) {
            char c = digest.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        if (!form) {
            throw new IllegalArgumentException("not the id of a session");
        }
    }
}
