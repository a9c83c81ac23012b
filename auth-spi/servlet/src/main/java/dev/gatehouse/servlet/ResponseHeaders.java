package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SetCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The headers that the host adds to responses. */
final class ResponseHeaders {

    private final String hsts;

    private final PublicAddress address;

    ResponseHeaders(Duration hsts, PublicAddress address) {
        this.address = address;
        this.hsts = hsts.isZero() ? "" : "max-age=" + hsts.toSeconds();
    }

    /** Sets the default headers of responses to a caller. The application may override them. */
    void admitted(HttpServletResponse response, ClientConnection.Known connection) {
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Authorization, Cookie");
        transport(response, connection);
    }

    /** Sets the headers of responses that the host writes. */
    void own(HttpServletResponse response, ClientConnection.Known connection) {
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Authorization, Cookie");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        transport(response, connection);
    }

    /**
     * Sets the headers of an HTML page of a mechanism: no scripts, inline styles only, forms to the same origin only.
     */
    void ownPage(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'");
    }

    private void transport(HttpServletResponse response, ClientConnection.Known connection) {
        if (!hsts.isEmpty() && address.isSecure(connection)) {
            response.setHeader("Strict-Transport-Security", hsts);
        }
    }

    /** Writes the cookies and headers of the mechanism that decided. */
    void additions(
            HttpServletRequest request,
            HttpServletResponse response,
            ResponseAdditions additions,
            ClientConnection.Known connection) {
        if (additions.isEmpty()) {
            return;
        }
        boolean secure = address.isSecure(connection);
        for (SetCookie cookie : additions.cookies()) {
            response.addHeader("Set-Cookie", cookie(cookie, request.getContextPath(), secure));
        }
        for (Map.Entry<String, String> header : additions.headers().entrySet()) {
            response.setHeader(header.getKey(), header.getValue());
        }
    }

    /**
     * Renders a cookie (RFC 6265 section 4.1.1) without {@code Expires}, because some clients cannot parse its comma.
     * Some containers lose SameSite.
     */
    static String cookie(SetCookie cookie, String contextPath, boolean secure) {
        boolean hostOnly = cookie.name().toLowerCase(Locale.ROOT).startsWith("__host-");
        StringBuilder text = new StringBuilder(cookie.name()).append('=').append(cookie.value());
        text.append("; Path=").append(hostOnly || contextPath.isEmpty() ? "/" : contextPath);
        cookie.maxAge().ifPresent(age -> text.append("; Max-Age=").append(age.toSeconds()));
        if (secure || hostOnly) {
            text.append("; Secure");
        }
        text.append("; HttpOnly; SameSite=").append(cookie.sameSite() == SetCookie.SameSite.STRICT ? "Strict" : "Lax");
        return text.toString();
    }
}
