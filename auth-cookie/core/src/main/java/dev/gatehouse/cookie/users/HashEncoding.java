package dev.gatehouse.cookie.users;

import java.util.Base64;

/**
 * Parses the fields of password hash strings strictly: each value has one spelling and any other is refused. No message
 * repeats the input.
 */
final class HashEncoding {

    private HashEncoding() {}

    /** Parses {@code name} followed by a decimal number of 1 to {@code digits} digits without leading zeros. */
    static int number(String text, String name, int digits) {
        int length = text.length() - name.length();
        boolean form = text.startsWith(name) && length >= 1 && length <= digits && text.charAt(name.length()) != '0';
        for (int i = name.length(); form && i < text.length(); i++) {
            form = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!form) {
            throw new IllegalArgumentException("expected " + name + " followed by a number in the hash");
        }
        return Integer.parseInt(text.substring(name.length()));
    }

    /** Decodes base64 without padding whose unused trailing bits are zero. */
    static byte[] decode(String text, int min, int max, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("expected the " + what + " in base64 without padding");
        }
        if (!Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("expected the " + what + " in base64 without padding");
        }
        if (bytes.length < min || bytes.length > max) {
            throw new IllegalArgumentException("expected a " + what + " of " + min + " to " + max + " bytes");
        }
        return bytes;
    }
}
