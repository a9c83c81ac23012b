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
 * command-line tools work.
 *
 * @since 0.1
 */
@Internal
public final class CrossSiteGuard {

    private static final Reason CROSS_SITE = Reason.of("request.cross-site");

    private final boolean on;
    private final PublicAddress address;

    public CrossSiteGuard(boolean on, PublicAddress address) {
        this.on = on;
        this.address = address;
    }

    /**
     * Checks a request that carries an ambient credential, or that is about to get or lose one; {@code null} lets it
     * pass.
     */
    @Nullable
    public Reason check(HttpServletRequest request, ClientConnection.Known connection) {
        if (!on || (isSafe(request.getMethod()) && !isWebSocket(request))) {
            return null;
        }
        return checkAnyMethod(request, connection);
    }

    private @Nullable Reason checkAnyMethod(HttpServletRequest request, ClientConnection.Known connection) {
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
        return null;
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
