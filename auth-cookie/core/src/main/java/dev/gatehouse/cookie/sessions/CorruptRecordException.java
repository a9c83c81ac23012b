package dev.gatehouse.cookie.sessions;

import java.io.IOException;

/** A session record violates its format. */
final class CorruptRecordException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptRecordException(String message) {
        super(message);
    }
}
