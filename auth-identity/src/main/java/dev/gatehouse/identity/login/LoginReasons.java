package dev.gatehouse.identity.login;

import dev.gatehouse.spi.Reason;

/** Why a log-in is refused. */
final class LoginReasons {

    static final Reason PARAMETERS = Reason.of("oidc.parameters");
    static final Reason RESPONSE_MODE = Reason.of("oidc.response-mode");
    static final Reason RETURN_PATH = Reason.of("oidc.return-path");
    static final Reason PROVIDER_UNKNOWN = Reason.of("oidc.provider-unknown");
    static final Reason STATE_UNKNOWN = Reason.of("oidc.state-unknown");
    static final Reason STATE_EXPIRED = Reason.of("oidc.state-expired");
    static final Reason STATE_USED = Reason.of("oidc.state-used");
    static final Reason MIX_UP = Reason.of("oidc.mix-up");
    static final Reason ISSUER_MISSING = Reason.of("oidc.issuer-missing");
    static final Reason ISSUER_MISMATCH = Reason.of("oidc.issuer-mismatch");
    static final Reason PROVIDER_REFUSED = Reason.of("oidc.provider-refused");
    static final Reason CODE_REFUSED = Reason.of("oidc.code-refused");
    static final Reason CLIENT_REFUSED = Reason.of("oidc.client-refused");
    static final Reason PROVIDER_UNAVAILABLE = Reason.of("oidc.provider-unavailable");
    static final Reason PERMISSION_MISSING = Reason.of("oidc.permission-missing");
    static final Reason SESSIONS_UNAVAILABLE = Reason.of("oidc.sessions-unavailable");

    private LoginReasons() {}
}
