package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that another site makes with the user's ambient credential (CSRF). It needs no CSRF tokens.
 *
 * <p>{@code Sec-Fetch-Site} decides if it is present, otherwise {@code Origin} does. Browsers send one of them with
 * every unsafe request, and scripts cannot set them. A client that sends neither is not a browser and passes, so that
 * command-line tools work. Where browsers send the session cookie with every cross-site request
 * ({@code SameSite=None}), nothing else protects a user, so such a request is refused too.
 *
 * @since 0.1
 */
@Internal
public final class CrossSiteGuard {

    private static final Reason CROSS_SITE = Reason.of("request.cross-site");

    private static final Reason UNKNOWN_SITE = Reason.of(
            "request.cross-site",
            "the request has neither Sec-Fetch-Site nor Origin, and auth.cookie.same-site is none");

    private final boolean on;
    private final PublicAddress address;
    private final boolean embedded;

    public CrossSiteGuard(boolean on, PublicAddress address) {
        this(on, address, false);
    }

    /** @param embedded whether browsers send the session cookie with every cross-site request */
    public CrossSiteGuard(boolean on, PublicAddress address, boolean embedded) {
        this.on = on;
        this.address = address;
        this.embedded = embedded;
    }

    /** Checks a request that is about to get or lose an ambient credential; {@code null} lets it pass. */
    @Nullable
    public Reason check(HttpServletRequest request, ClientConnection.Known connection) {
        return check(request, connection, true);
    }

    /**
     * Checks a request that carries an ambient credential; {@code null} lets it pass.
     *
     * @param cookie whether the credential is a cookie
     */
    @Nullable
    public Reason check(HttpServletRequest request, ClientConnection.Known connection, boolean cookie) {
        if (!on || (isSafe(request.getMethod()) && !isWebSocket(request))) {
            return null;
        }
        return checkAnyMethod(request, connection, cookie);
    }

    private @Nullable Reason checkAnyMethod(
            HttpServletRequest request, ClientConnection.Known connection, boolean cookie) {
        Enumeration<String> sites = request.getHeaders("Sec-Fetch-Site");
        if (sites != null && sites.hasMoreElements()) {
            String site = sites.nextElement();
            boolean ours = !sites.hasMoreElements() && (site.equals("same-origin") || site.equals("none"));
            return ours ? null : CROSS_SITE;
        }
        Enumeration<String> origins = request.getHeaders("Origin");
        if (origins != null && origins.hasMoreElements()) {
            String origin = origins.nextElement();
            return !origins.hasMoreElements() && address.isOwnOrigin(origin, connection) ? null : CROSS_SITE;
        }
        return embedded && cookie ? UNKNOWN_SITE : null;
    }

    private static boolean isSafe(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    private static boolean isWebSocket(HttpServletRequest request) {
        Enumeration<String> upgrades = request.getHeaders("Upgrade");
        while (upgrades != null && upgrades.hasMoreElements()) {
            if (upgrades.nextElement().toLowerCase(Locale.ROOT).contains("websocket")) {
                return true;
            }
        }
        return false;
    }
}
