package dev.gatehouse.servlet.response;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The headers that the host adds to responses.
 *
 * @since 0.1
 */
@Internal
public final class ResponseHeaders {

    private static final String CSP = "Content-Security-Policy";

    private final String hsts;
    private final PublicAddress address;
    private final boolean embeddable;
    private final String frameAncestors;

    /** @param frameAncestors the origins whose pages may embed pages of the application */
    public ResponseHeaders(Duration hsts, PublicAddress address, List<String> frameAncestors) {
        this.address = address;
        this.embeddable = !frameAncestors.isEmpty();
        this.frameAncestors =
                "frame-ancestors " + (embeddable ? "'self' " + String.join(" ", frameAncestors) : "'none'");
        this.hsts = hsts.isZero() ? "" : "max-age=" + hsts.toSeconds();
    }

    /** Sets the default headers of responses to a caller. The application may override them. */
    public void admitted(HttpServletResponse response, ClientConnection.Known connection) {
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Authorization, Cookie");
        open(response, connection);
    }

    /**
     * Sets the default headers of responses under an open rule, where browsers arrive first. The application may
     * override them.
     */
    public void open(HttpServletResponse response, ClientConnection.Known connection) {
        if (embeddable) {
            response.setHeader(CSP, frameAncestors);
        }
        transport(response, connection);
    }

    /** Sets the headers of responses that the host writes. */
    public void own(HttpServletResponse response, ClientConnection.Known connection) {
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Authorization, Cookie");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(CSP, "default-src 'none'; " + frameAncestors);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        transport(response, connection);
    }

    /**
     * Sets the headers of an HTML page of a mechanism: no scripts, inline styles only, forms to the same origin only.
     */
    public void ownPage(HttpServletResponse response) {
        response.setHeader(
                CSP,
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                        + frameAncestors);
    }

    private void transport(HttpServletResponse response, ClientConnection.Known connection) {
        if (!hsts.isEmpty() && address.isSecure(connection)) {
            response.setHeader("Strict-Transport-Security", hsts);
        }
    }

    /** Writes the cookies and headers of the mechanism that decided. */
    public void additions(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseAdditions additions,
            ClientConnection.Known connection) {
        if (additions.isEmpty()) {
            return;
        }
        boolean secure = address.isSecure(connection);
        if (additions.cookies().size() == 1) {
            response.addHeader("Set-Cookie", cookie(additions.cookies().get(0), request.getContextPath(), secure));
        } else {
            // Cookies for the context path and for / are the same one at the root.
            Set<String> lines = new LinkedHashSet<>();
            for (SetCookie cookie : additions.cookies()) {
                lines.add(cookie(cookie, request.getContextPath(), secure));
            }
            lines.forEach(line -> response.addHeader("Set-Cookie", line));
        }
        for (Map.Entry<String, String> header : additions.headers().entrySet()) {
            response.setHeader(header.getKey(), header.getValue());
        }
    }

    /**
     * Renders a cookie (RFC 6265 section 4.1.1) without {@code Expires}, because some clients cannot parse its comma.
     * Some containers lose SameSite.
     */
    public static String cookie(SetCookie cookie, String contextPath, boolean secure) {
        SetCookie.Scope scope = cookie.scope();
        boolean hostOnly = cookie.name().regionMatches(true, 0, "__Host-", 0, 7);
        boolean none = cookie.sameSite() == SetCookie.SameSite.NONE;
        StringBuilder text = new StringBuilder(cookie.name()).append('=').append(cookie.value());
        if (scope.domain() != null) {
            text.append("; Domain=").append(scope.domain());
        }
        text.append("; Path=");
        if (scope.path() != null) {
            text.append(scope.path());
        } else {
            text.append(hostOnly || contextPath.isEmpty() ? "/" : contextPath);
        }
        cookie.maxAge().ifPresent(age -> text.append("; Max-Age=").append(age.toSeconds()));
        if (secure || none || scope.partitioned() || hostOnly || isSecurePrefixed(cookie.name())) {
            text.append("; Secure");
        }
        text.append("; HttpOnly; SameSite=").append(sameSite(cookie.sameSite()));
        return scope.partitioned() ? text.append("; Partitioned").toString() : text.toString();
    }

    private static boolean isSecurePrefixed(String name) {
        return name.regionMatches(true, 0, "__Secure-", 0, 9);
    }

    private static String sameSite(SetCookie.SameSite sameSite) {
        return switch (sameSite) {
            case LAX -> "Lax";
            case STRICT -> "Strict";
            case NONE -> "None";
        };
    }
}
