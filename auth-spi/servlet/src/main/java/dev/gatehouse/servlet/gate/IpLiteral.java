package dev.gatehouse.servlet.gate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads IP addresses by their text alone (RFC 4291 section 2.2). The class library's reader takes {@code 1}
 * and {@code 010.1} for addresses and asks the name service about the rest, which must not happen with what a
 * client sent. Stateless.
 */
final class IpLiteral {

    private static final int GROUPS = 8;

    private IpLiteral() {}

    /** Returns 4 or 16 bytes; null when the text is no address. */
    static byte @Nullable [] parse(String text) {
        return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
    }

    private static byte @Nullable [] parseIpv4(String text) {
        byte[] address = new byte[4];
        int start = 0;
        for (int i = 0; i < 4; i++) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            int octet = number(text, start, end, 3, 10);
            boolean leadingZero = end - start > 1 && text.charAt(start) == '0';
            if (octet < 0 || octet > 255 || leadingZero || (dot < 0) != (i == 3)) {
                return null;
            }
            address[i] = (byte) octet;
            start = end + 1;
        }
        return address;
    }

    private static byte @Nullable [] parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == GROUPS * 2 ? all : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        // The gap stands for one group at least. An IPv4 part may only end the address, and a second gap leaves an
        // empty group in the tail.
        if (head == null
                || tail == null
                || head.length + tail.length >= GROUPS * 2
                || text.lastIndexOf('.', gap) >= 0) {
            return null;
        }
        byte[] address = new byte[GROUPS * 2];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        return address;
    }

    /**
     * Returns the bytes of groups separated by colons, the last of which may be an IPv4 address; none for an
     * empty text.
     */
    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[GROUPS * 2];
        int length = 0;
        int start = 0;
        while (start <= text.length()) {
            int colon = text.indexOf(':', start);
            int end = colon < 0 ? text.length() : colon;
            byte[] group = colon < 0 && text.indexOf('.', start) >= 0
                    ? parseIpv4(text.substring(start))
                    : group(text, start, end);
            if (group == null || length + group.length > bytes.length) {
                return null;
            }
            System.arraycopy(group, 0, bytes, length, group.length);
            length += group.length;
            start = end + 1;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte @Nullable [] group(String text, int start, int end) {
        int value = number(text, start, end, 4, 16);
        return value < 0 ? null : new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static int number(String text, int start, int end, int longest, int radix) {
        if (end <= start || end - start > longest) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
