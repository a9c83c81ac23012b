package dev.gatehouse.cookie;

import java.io.IOException;

/** A record is not what its format says. */
final class DamagedRecordException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message) {
        super(message);
    }
}
