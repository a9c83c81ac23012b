package dev.gatehouse.idp;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The authorization of a client by a user in one code flow. All tokens of the flow belong to it, so revoking it revokes
 * all of them.
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

    /** Returns the same grant with fewer scopes (RFC 6749 section 6). Both are revoked together. */
    Grant narrowedTo(Set<String> fewer) {
        return new Grant(session, clientId, audiences, fewer, nonce, revoked);
    }
}
