package dev.gatehouse.cookie.sessions;

import java.io.IOException;

/** A record is not what its format says. */
final class CorruptRecordException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptRecordException(String message) {
        super(message);
    }
}
