package dev.gatehouse.cookie.users;

import java.util.Base64;

/** The parts that password hash strings are made of: one spelling for each value, anything else is refused. No message repeats what was read. */
final class HashEncoding {

    private HashEncoding() {}

    /** Reads {@code name} and a decimal number of 1 to {@code digits} digits without leading zeros. */
    static int number(String text, String name, int digits) {
        int length = text.length() - name.length();
        boolean form = text.startsWith(name) && length >= 1 && length <= digits && text.charAt(name.length()) != '0';
        for (int i = name.length(); form && i < text.length(); i++) {
            form = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!form) {
            throw new IllegalArgumentException("expected " + name + " and a number in the hash");
        }
        return Integer.parseInt(text.substring(name.length()));
    }

    /** Reads base64 without padding whose unused last bits are zero. */
    static byte[] decode(String text, int min, int max, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the " + what + " is not base64 without padding");
        }
        if (!Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("the " + what + " is not base64 without padding");
        }
        if (bytes.length < min || bytes.length > max) {
            throw new IllegalArgumentException("the " + what + " must have " + min + " to " + max + " bytes");
        }
        return bytes;
    }
}
