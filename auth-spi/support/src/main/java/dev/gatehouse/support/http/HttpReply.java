package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.net.http.HttpHeaders;

/**
 * The response of a server. {@link #toString()} does not show the body, which may contain a credential.
 *
 * @param body the whole body; not copied
 * @since 0.1
 */
@Internal
public record HttpReply(int status, HttpHeaders headers, byte[] body) {

    /** Returns the media type as it was sent, with its parameters; empty if the response has none. */
    public String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    /** Returns whether the media type is {@code application/json}, with any parameters. */
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
