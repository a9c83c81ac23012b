package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Reason;

/** Why the tokens of a log-in are refused, besides the reasons of bearer tokens. */
final class VerifierReasons {

    static final Reason NO_ID_TOKEN = Reason.of("oidc.id-token-missing");
    static final Reason NOT_AN_ID_TOKEN = Reason.of("oidc.id-token-kind");
    static final Reason NONCE = Reason.of("oidc.nonce");
    static final Reason AUTHORIZED_PARTY = Reason.of("oidc.authorized-party");
    static final Reason HASH = Reason.of("oidc.access-token-hash");
    static final Reason CONTEXT = Reason.of("oidc.acr");
    static final Reason TOO_OLD = Reason.of("oidc.auth-time");
    static final Reason OTHER_SUBJECT = Reason.of("oidc.access-token-subject");
    static final Reason OTHER_CALLER = Reason.of("oidc.other-caller");
    static final Reason BOUND_TOKEN = Reason.of("oidc.access-token-bound");
    static final Reason FOREIGN_TOKEN = Reason.of("oidc.foreign-issuer");

    private VerifierReasons() {}
}
