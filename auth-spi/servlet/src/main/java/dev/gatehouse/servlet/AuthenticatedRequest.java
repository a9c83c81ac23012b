package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ReplayedBody;
import dev.gatehouse.servlet.gate.WebSocketProtocols;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: with the caller that the host authenticated, or anonymous. The identity that
 * the container provides is ignored. It does not see a credential that a WebSocket client offers as a subprotocol. A
 * body that the host has read for a mechanism is read again from memory.
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

    /** Returns the body that the host has read; {@code null} if there is none, or if an inner wrapper replays it. */
    private @Nullable ReplayedBody replayed() {
        ReplayedBody body = ReplayedBody.of(getRequest());
        return body == null
                        || (getRequest() instanceof ServletRequestWrapper inner
                                && inner.isWrapperFor(AuthenticatedRequest.class))
                        || getRequest() instanceof AuthenticatedRequest
                ? null
                : body;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ReplayedBody body = replayed();
        return body == null ? super.getInputStream() : body.stream(this);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        ReplayedBody body = replayed();
        return body == null ? super.getReader() : body.reader(this);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        ReplayedBody body = replayed();
        return body == null ? super.getParameterMap() : body.parameters(this, super.getParameterMap());
    }

    @Override
    public @Nullable String getParameter(String name) {
        if (replayed() == null) {
            return super.getParameter(name);
        }
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return replayed() == null
                ? super.getParameterValues(name)
                : getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return replayed() == null
                ? super.getParameterNames()
                : Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        refuseParts();
        return super.getParts();
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        refuseParts();
        return super.getPart(name);
    }

    /** The container reads parts from its own stream, where nothing is left; it would find none. */
    private void refuseParts() {
        if (replayed() != null) {
            throw new IllegalStateException(
                    "the body was read for its signature; parse multipart content from getInputStream()");
        }
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
