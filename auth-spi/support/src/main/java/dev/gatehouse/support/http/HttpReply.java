package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.net.http.HttpHeaders;

/**
 * What a server answered. The body may hold a credential, so {@link #toString()} does not show it.
 *
 * @param body the whole body; not copied
 * @since 0.1
 */
@Internal
public record HttpReply(int status, HttpHeaders headers, byte[] body) {

    /** Returns the media type as it was sent, with its parameters; empty if the answer has none. */
    public String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    /** Returns whether the answer claims to be {@code application/json}, with any parameters. */
    public boolean isJson() {
        String type = contentType();
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().equalsIgnoreCase("application/json");
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.length + " bytes]";
    }
}
