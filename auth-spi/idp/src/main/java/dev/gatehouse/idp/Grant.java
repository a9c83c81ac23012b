package dev.gatehouse.idp;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a person allowed a client in one authorization code flow. Every token of the flow hangs on it, so revoking it
 * ends them all.
 */
record Grant(
        Session session,
        String clientId,
        List<String> audiences,
        Set<String> scopes,
        @Nullable String nonce,
        AtomicBoolean revoked) {

    boolean isAlive() {
        return !revoked.get() && session.isAlive();
    }

    void revoke() {
        revoked.set(true);
    }

    /** The same person and client with fewer scopes (RFC 6749 section 6); shares the revocation. */
    Grant narrowedTo(Set<String> fewer) {
        return new Grant(session, clientId, audiences, fewer, nonce, revoked);
    }
}
