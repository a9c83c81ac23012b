package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, written as an address or as network and prefix length: {@code 10.0.0.0/8}, {@code ::1}. Host
 * names are not resolved. IPv4-mapped IPv6 addresses ({@code ::ffff:10.0.0.1}) count as IPv4 addresses. Internal to the
 * host. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class AddressRange {

    private static final byte[] MAPPED = HexFormat.of().parseHex("00000000000000000000ffff");

    private final byte[] network;
    private final int prefix;

    private AddressRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Parses a range.
     *
     * @throws IllegalArgumentException if it is a name, malformed, has bits behind the prefix, or is a range of all
     *     addresses
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] written = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
        if (written == null) {
            throw new IllegalArgumentException(
                    "expected IP addresses or networks such as 10.0.0.0/8, without host names and zones");
        }
        byte[] network = unmapped(written);
        int prefix = network.length * 8;
        if (slash >= 0) {
            prefix = prefix(text.substring(slash + 1), written.length * 8) - (written.length - network.length) * 8;
        }
        if (prefix <= 0) {
            throw new IllegalArgumentException("a prefix length of 0 would match every address; list the networks");
        }
        for (int bit = prefix; bit < network.length * 8; bit++) {
            if ((network[bit / 8] & (0x80 >> bit % 8)) != 0) {
                throw new IllegalArgumentException("a network has bits set after its prefix length; set them to 0");
            }
        }
        return new AddressRange(network, prefix);
    }

    private static int prefix(String text, int longest) {
        boolean form = !text.isEmpty() && text.length() <= 3 && !(text.length() > 1 && text.charAt(0) == '0');
        for (int i = 0; form && i < text.length(); i++) {
            form = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        int prefix = form ? Integer.parseInt(text) : -1;
        if (prefix < 0 || prefix > longest) {
            throw new IllegalArgumentException("expected a prefix length of 1 to " + longest + " after the /");
        }
        return prefix;
    }

    /**
     * Returns whether an address lies within the range.
     *
     * @param address 4 or 16 bytes, the first one first
     */
    public boolean contains(byte[] address) {
        byte[] plain = unmapped(address);
        if (plain.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (plain[i] != network[i]) {
                return false;
            }
        }
        int mask = 0xff00 >> prefix % 8 & 0xff;
        return mask == 0 || (plain[whole] & mask) == (network[whole] & mask);
    }

    /**
     * Returns the bytes of an IPv4 or IPv6 address; null for anything else: a name, brackets, a zone, an octal or short
     * form.
     */
    public static byte @Nullable [] literal(String text) {
        return IpLiteral.parse(text);
    }

    /** Returns the bytes of an address, those of an IPv4-mapped one as IPv4; {@code null} for anything else. */
    static byte @Nullable [] unmapped(@Nullable String address) {
        byte[] bytes = address == null ? null : literal(unbracketed(address));
        return bytes == null ? null : unmapped(bytes);
    }

    private static byte[] unmapped(byte[] address) {
        boolean mapped = address.length == 16 && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped ? Arrays.copyOfRange(address, MAPPED.length, address.length) : address;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange range && prefix == range.prefix && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns an address without the brackets and zone that containers put around IPv6 ones. */
    static String unbracketed(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }
}
