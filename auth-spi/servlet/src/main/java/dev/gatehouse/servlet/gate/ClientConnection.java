package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The connection of the client, as reported by the container or by a trusted proxy.
 *
 * @since 0.1
 */
@Internal
public sealed interface ClientConnection {

    /**
     * It is known.
     *
     * @param address the client's address, an IP literal
     * @param secure whether the client's connection is protected by TLS
     * @param authority host and port as the client named them; {@code null} when it named none
     * @param forwardedCertificate the client's certificate as a trusted proxy names it; {@code null} when none does
     */
    record Known(
            String address,
            boolean secure,
            @Nullable String authority,
            @Nullable X509Certificate forwardedCertificate) implements ClientConnection {

        public Known(String address, boolean secure, @Nullable String authority) {
            this(address, secure, authority, null);
        }

        /** Returns the address, or the /64 network of an IPv6 address, because one customer has such a network. */
        public String network() {
            byte[] bytes = AddressRange.literal(address);
            return bytes == null || bytes.length != 16
                    ? address
                    : HexFormat.of().formatHex(bytes, 0, 8);
        }
    }

    /**
     * A trusted proxy sent malformed forwarding headers, so the origin of the request is unknown: 400.
     *
     * @param reason why
     */
    record Unreadable(Reason reason) implements ClientConnection {}

    /** Returns an authority in lower case, without the standard port of its scheme. */
    static String authority(String authority, boolean https) {
        String lower = authority.toLowerCase(Locale.ROOT);
        String standardPort = https ? ":443" : ":80";
        return lower.endsWith(standardPort) ? lower.substring(0, lower.length() - standardPort.length()) : lower;
    }
}
