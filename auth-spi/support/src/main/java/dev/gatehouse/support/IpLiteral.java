package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses IP addresses without resolving names (RFC 4291 section 2.2). The parser of the JDK accepts {@code 1} and
 * {@code 010.1} as addresses and resolves other strings as names, which must not happen with input from clients.
 * Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class IpLiteral {

    private static final int GROUPS = 8;
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private IpLiteral() {}

    /**
     * Returns the 4 or 16 bytes of an address; {@code null} if the string is not one: a name, brackets, a zone, an
     * octal or short form.
     */
    public static byte @Nullable [] parse(String string) {
        return string.indexOf(':') < 0 ? parseIpv4(string) : parseIpv6(string);
    }

    /** Returns whether the string is the address of the loopback interface: {@code 127.0.0.0/8} or {@code ::1}. */
    public static boolean isLoopback(String string) {
        byte[] address = parse(string);
        if (address == null) {
            return false;
        }
        return address.length == 4 ? address[0] == 127 : Arrays.equals(address, LOOPBACK_6);
    }

    private static byte @Nullable [] parseIpv4(String string) {
        byte[] address = new byte[4];
        int start = 0;
        for (int i = 0; i < 4; i++) {
            int dot = string.indexOf('.', start);
            int end = dot < 0 ? string.length() : dot;
            int octet = number(string, start, end, 3, 10);
            boolean leadingZero = end - start > 1 && string.charAt(start) == '0';
            if (octet < 0 || octet > 255 || leadingZero || (dot < 0) != (i == 3)) {
                return null;
            }
            address[i] = (byte) octet;
            start = end + 1;
        }
        return address;
    }

    private static byte @Nullable [] parseIpv6(String string) {
        int gap = string.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(string);
            return all != null && all.length == GROUPS * 2 ? all : null;
        }
        byte[] head = groups(string.substring(0, gap));
        byte[] tail = groups(string.substring(gap + 2));
        // The gap stands for one group at least. An IPv4 part may only end the address, and a second gap leaves an
        // empty group in the tail.
        if (head == null
                || tail == null
                || head.length + tail.length >= GROUPS * 2
                || string.lastIndexOf('.', gap) >= 0) {
            return null;
        }
        byte[] address = new byte[GROUPS * 2];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        return address;
    }

    /**
     * Returns the bytes of groups separated by colons, the last of which may be an IPv4 address; empty for an empty
     * string.
     */
    private static byte @Nullable [] groups(String string) {
        if (string.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[GROUPS * 2];
        int length = 0;
        int start = 0;
        while (start <= string.length()) {
            int colon = string.indexOf(':', start);
            int end = colon < 0 ? string.length() : colon;
            byte[] group = colon < 0 && string.indexOf('.', start) >= 0
                    ? parseIpv4(string.substring(start))
                    : group(string, start, end);
            if (group == null || length + group.length > bytes.length) {
                return null;
            }
            System.arraycopy(group, 0, bytes, length, group.length);
            length += group.length;
            start = end + 1;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte @Nullable [] group(String string, int start, int end) {
        int value = number(string, start, end, 4, 16);
        return value < 0 ? null : new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static int number(String string, int start, int end, int longest, int radix) {
        if (end <= start || end - start > longest) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = string.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
