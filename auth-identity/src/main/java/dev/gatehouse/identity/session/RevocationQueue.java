package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.TokenSet;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes tokens in the background, at most {@value #MOST} at a time. What fails is not repeated: a token expires by
 * itself. Thread-safe.
 */
final class RevocationQueue {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationQueue.class);
    private static final int MOST = 1000;

    private final RefreshThreads threads;
    private final Semaphore room = new Semaphore(MOST);

    RevocationQueue(RefreshThreads threads) {
        this.threads = threads;
    }

    /** Ends the session of a user at a provider that offers this, and revokes the refresh token at others. */
    void logOut(ProviderClient client, TokenSet tokens) {
        String refresh = tokens.refreshToken();
        run(client, () -> (refresh != null && client.endSession(refresh)) || revoked(client, tokens));
    }

    /** Revokes the refresh token, and with it what was issued for it; the access token if there is no other. */
    void revoke(ProviderClient client, TokenSet tokens) {
        run(client, () -> revoked(client, tokens));
    }

    private static boolean revoked(ProviderClient client, TokenSet tokens) {
        String refresh = tokens.refreshToken();
        String token = refresh == null ? tokens.accessToken() : refresh;
        return client.revoke(token, refresh == null ? "access_token" : "refresh_token");
    }

    private void run(ProviderClient client, BooleanSupplier call) {
        if (!room.tryAcquire()) {
            LOG.warn("{}: a token was not revoked, because {} others are waiting", client.provider(), MOST);
            return;
        }
        boolean accepted = threads.run(() -> {
            try {
                if (!call.getAsBoolean()) {
                    LOG.debug("{}: the revocation of a token was not confirmed", client.provider());
                }
            } finally {
                room.release();
            }
        });
        if (!accepted) {
            room.release();
        }
    }
}
