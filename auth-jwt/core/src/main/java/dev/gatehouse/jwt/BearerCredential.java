package dev.gatehouse.jwt;

import dev.gatehouse.spi.Credential;

/** What a request carries behind {@code Authorization: Bearer}, well-formed or not. It keeps the header and where the token begins, not a copy. Shows nothing. */
public final class BearerCredential implements Credential {

    private final String header;
    private final int from;

    /** @param from where the token begins; the length of the header when there is none */
    BearerCredential(String header, int from) {
        this.header = header;
        this.from = from;
    }

    String header() {
        return header;
    }

    int from() {
        return from;
    }

    @Override
    public String toString() {
        return "BearerCredential";
    }
}
