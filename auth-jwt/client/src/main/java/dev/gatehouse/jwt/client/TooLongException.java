package dev.gatehouse.jwt.client;

import java.io.IOException;

/** A body that goes on beyond what is read of one. */
final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException(int limit) {
        super("longer than " + limit + " bytes");
    }
}
