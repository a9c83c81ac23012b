package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import org.jspecify.annotations.Nullable;

/** How the client reached us, as far as the container or a trusted proxy tells. */
sealed interface ClientConnection {

    /**
     * It is known.
     *
     * @param address the client's address, an IP literal
     * @param secure whether the client's connection is protected by TLS
     * @param authority host and port as the client named them; {@code null} when it named none
     */
    record Known(String address, boolean secure, @Nullable String authority) implements ClientConnection {}

    /**
     * A trusted proxy sent forwarding headers that can't be read, so it is not known from where the request came: 400.
     *
     * @param reason why
     */
    record Unreadable(Reason reason) implements ClientConnection {}
}
