package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/**
 * Separates the credentials that a WebSocket client offers as subprotocols from the subprotocols
 * ({@link dev.gatehouse.spi.CredentialSource#webSocketProtocol()}).
 *
 * @param credentials the credentials; an empty string for one that is malformed
 * @param offers the other subprotocols, in order
 * @since 0.1
 */
@Internal
public record WebSocketProtocols(List<String> credentials, List<String> offers) {

    /** The header. */
    public static final String HEADER = "Sec-WebSocket-Protocol";

    private static final String NEXT_IS_CREDENTIAL = "bearer";
    private static final String CREDENTIAL_PREFIX = "base64url.bearer.authorization.k8s.io.";

    /** Reads the header of a request, whose lines form one list (RFC 6455 section 11.3.4). */
    public static WebSocketProtocols of(HttpServletRequest request) {
        List<String> credentials = new ArrayList<>();
        List<String> offers = new ArrayList<>();
        boolean next = false;
        Enumeration<String> lines = request.getHeaders(HEADER);
        while (lines != null && lines.hasMoreElements()) {
            for (String element : lines.nextElement().split(",", -1)) {
                String offer = element.strip();
                if (offer.equalsIgnoreCase(NEXT_IS_CREDENTIAL)) {
                    // The name of an authentication scheme, so its case does not matter.
                    offers.add(offer);
                    next = true;
                } else if (startsWithPrefix(offer)) {
                    credentials.add(decoded(offer.substring(CREDENTIAL_PREFIX.length())));
                } else if (next && !offer.isEmpty()) {
                    credentials.add(offer);
                    next = false;
                } else if (!offer.isEmpty()) {
                    offers.add(offer);
                }
            }
        }
        if (next) {
            credentials.add("");
        }
        return new WebSocketProtocols(List.copyOf(credentials), List.copyOf(offers));
    }

    private static boolean startsWithPrefix(String offer) {
        return offer.regionMatches(true, 0, CREDENTIAL_PREFIX, 0, CREDENTIAL_PREFIX.length());
    }

    /** Returns the credential; empty if it is not canonical base64url of ASCII characters. */
    private static String decoded(String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String text = new String(bytes, StandardCharsets.US_ASCII);
            // The JDK takes padding and any last bits; here each credential has one spelling.
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(encoded) ? text : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Returns whether a request is the opening handshake of a WebSocket (RFC 6455 section 4.1). */
    public static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && names(request, "Upgrade", "websocket")
                && names(request, "Connection", "upgrade");
    }

    private static boolean names(HttpServletRequest request, String header, String option) {
        Enumeration<String> lines = request.getHeaders(header);
        while (lines != null && lines.hasMoreElements()) {
            for (String element : lines.nextElement().split(",", -1)) {
                if (element.strip().toLowerCase(Locale.ROOT).equals(option)) {
                    return true;
                }
            }
        }
        return false;
    }
}
