package dev.gatehouse.idp;

import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.util.OptionalInt;

/**
 * One logout token that was sent to a client.
 *
 * @param clientId the client
 * @param uri its back-channel logout URI
 * @param status the status of its answer; empty if there was none
 * @since 0.1
 */
@Incubating
public record LogoutDelivery(String clientId, URI uri, OptionalInt status) {

    /** Returns whether the client confirmed the logout (OpenID Connect Back-Channel Logout section 2.8). */
    public boolean isConfirmed() {
        return status.isPresent() && (status.getAsInt() == 200 || status.getAsInt() == 204);
    }
}
