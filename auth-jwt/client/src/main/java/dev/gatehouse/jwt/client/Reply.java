package dev.gatehouse.jwt.client;

import java.net.http.HttpHeaders;

/** What a server answered. Its body may hold a token and is not shown. */
record Reply(int status, HttpHeaders headers, byte[] body) {

    /** Whether it says that it is JSON (RFC 8259), whatever parameters it adds. */
    boolean isJson() {
        String type = headers.firstValue("Content-Type").orElse("");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().equalsIgnoreCase("application/json");
    }

    /** The media type as a message may show it. */
    String shownType() {
        String type = headers.firstValue("Content-Type").orElse("");
        return type.isEmpty() ? "no content type" : ServerWords.printable(type, 60);
    }

    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes]";
    }
}
