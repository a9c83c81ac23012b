package dev.gatehouse.jwt.provider;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;

/**
 * The setting for the parts of a request that tokens may stand in.
 *
 * @since 0.1
 */
@Internal
public final class TokenPlaces {

    public static final String LOAD_BALANCER = "alb";

    private static final String EXPECTED =
            "expected authorization, header:<name>, proxy-header:<name>, cookie:<name>" + " or websocket";

    private TokenPlaces() {}

    /**
     * Declares the setting.
     *
     * @param key its key
     * @param more a sentence about further values; empty for none
     */
    public static Setting<List<String>> setting(String key, String more) {
        return Setting.list(
                        key,
                        "The parts of a request that tokens are accepted from. authorization: the header"
                                + " Authorization. header:<name>: another header that clients set, with or without"
                                + " Bearer before the token. proxy-header:<name>: a header that a proxy makes from its"
                                + " own cookie; it counts from auth.trusted-proxies alone. cookie:<name>: a cookie."
                                + " websocket: the subprotocol after bearer, or after"
                                + " base64url.bearer.authorization.k8s.io., in a WebSocket handshake. Requests with a"
                                + " token from a cookie or a proxy's header are checked by the cross-site guard."
                                + more)
                .defaultsTo("authorization");
    }

    /** Returns the places, or refuses the setting. */
    public static List<CredentialSource> of(Settings settings, Setting<List<String>> setting) {
        List<CredentialSource> places = new ArrayList<>();
        for (String text : settings.get(setting)) {
            CredentialSource place;
            try {
                place = parse(text.strip());
            } catch (IllegalArgumentException invalid) {
                throw settings.refuse(setting, String.valueOf(invalid.getMessage()));
            }
            for (CredentialSource other : places) {
                boolean cookies =
                        other.kind() == CredentialSource.Kind.COOKIE || place.kind() == CredentialSource.Kind.COOKIE;
                if (other.equals(place) || (!cookies && other.name().equalsIgnoreCase(place.name()))) {
                    throw settings.refuse(setting, "names " + place.name() + " twice; remove one of them");
                }
            }
            places.add(place);
        }
        if (places.isEmpty()) {
            throw settings.refuse(setting, EXPECTED);
        }
        return places;
    }

    private static CredentialSource parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (name.equalsIgnoreCase(TokenOrigin.LOAD_BALANCER.name())) {
            throw new IllegalArgumentException("names the header of AWS Application Load Balancers; use alb, and set"
                    + " the ARN of the load balancer, because the load balancer of any customer signs such tokens");
        }
        return switch (kind + (colon < 0 ? "" : ":")) {
            case "authorization" -> CredentialSource.authorization();
            case "websocket" -> CredentialSource.webSocketProtocol();
            case "header:" -> header(name, false);
            case "proxy-header:" -> header(name, true);
            case "cookie:" -> cookie(name);
            default -> throw new IllegalArgumentException(EXPECTED);
        };
    }

    private static CredentialSource header(String name, boolean ofProxy) {
        try {
            return ofProxy ? CredentialSource.proxyHeader(name) : CredentialSource.header(name);
        } catch (IllegalArgumentException unsuitable) {
            throw new IllegalArgumentException(
                    "expected the name of a header that has no other purpose" + (ofProxy ? "" : proxyHint(name)),
                    unsuitable);
        }
    }

    private static String proxyHint(String name) {
        return name.regionMatches(true, 0, "x-forwarded-", 0, 12)
                ? "; a header of a proxy is written proxy-header:" + name
                : "";
    }

    private static CredentialSource cookie(String name) {
        try {
            return CredentialSource.cookie(name);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("expected the name of a cookie", malformed);
        }
    }
}
