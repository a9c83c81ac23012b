package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.WebSocketProtocols;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: with the caller that the host authenticated, or anonymous. The identity that
 * the container provides is ignored. It does not see a credential that a WebSocket client offers as a subprotocol.
 */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    AuthenticatedRequest(HttpServletRequest request) {
        super(request);
    }

    private ChainResult.@Nullable Admitted result() {
        Admission admission = Admission.of(getRequest());
        return admission == null ? null : admission.decision().result();
    }

    private @Nullable Caller caller() {
        ChainResult.Admitted result = result();
        return result == null ? null : result.caller();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return caller();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Caller caller = caller();
        return caller == null ? null : caller.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        Caller caller = caller();
        return caller != null && caller.hasPermission(role);
    }

    @Override
    public @Nullable String getAuthType() {
        ChainResult.Admitted result = result();
        if (result == null || result.source() == null) {
            return null;
        }
        CredentialSource source = result.source();
        return switch (source.kind()) {
            case AUTHORIZATION -> authorizationType(result.scheme());
            case HEADER, PROXY_HEADER, WEBSOCKET_PROTOCOL -> source.name();
            case COOKIE -> "SESSION";
            case CLIENT_CERTIFICATE -> HttpServletRequest.CLIENT_CERT_AUTH;
        };
    }

    private static String authorizationType(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer" -> "Bearer";
            case "dpop" -> "DPoP";
            case "basic" -> HttpServletRequest.BASIC_AUTH;
            case "digest" -> HttpServletRequest.DIGEST_AUTH;
            default -> scheme;
        };
    }

    /** Returns whether the header may have credentials that the application must not see. */
    private boolean isHiding(@Nullable String header) {
        if (!WebSocketProtocols.HEADER.equalsIgnoreCase(header)) {
            return false;
        }
        Admission admission = Admission.of(getRequest());
        return admission == null || admission.hidesProtocols();
    }

    private List<String> offers() {
        return WebSocketProtocols.of((HttpServletRequest) getRequest()).offers();
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (!isHiding(name)) {
            return super.getHeader(name);
        }
        List<String> offers = offers();
        return offers.isEmpty() ? null : String.join(", ", offers);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!isHiding(name)) {
            return super.getHeaders(name);
        }
        String offers = getHeader(name);
        return offers == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(offers));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> all = super.getHeaderNames();
        if (all == null || !isHiding(WebSocketProtocols.HEADER)) {
            return all;
        }
        List<String> visible = Collections.list(all);
        visible.removeIf(name -> WebSocketProtocols.HEADER.equalsIgnoreCase(name) && offers().isEmpty());
        return Collections.enumeration(visible);
    }

    /** Returns whether there is a caller; otherwise answers with the challenges of all mechanisms. */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        if (caller() != null) {
            return true;
        }
        Admission admission = Admission.of(getRequest());
        if (admission == null) {
            throw new ServletException("the authentication filter has not seen this request");
        }
        admission.refusals().refuseWithoutCaller(this, response, admission.decision());
        return false;
    }

    /** Always refuses, because passwords are verified by mechanisms and not by the container. */
    @Override
    public void login(String username, String password) throws ServletException {
        throw new ServletException("use the login endpoint of a mechanism");
    }

    /** Always refuses, because the container cannot end the session. */
    @Override
    public void logout() throws ServletException {
        throw new ServletException("use the logout endpoint of a mechanism");
    }
}
