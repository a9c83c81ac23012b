package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: with the caller that the host authenticated, or anonymous. The identity that
 * the container provides is ignored.
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
            case HEADER -> source.name();
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
