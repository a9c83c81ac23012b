package dev.gatehouse.cookie.sessions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Timestamps in a session record: ISO 8601 with nanoseconds. */
final class JsonInstants {

    private JsonInstants() {}

    static void write(JsonGenerator out, String name, Instant time) throws IOException {
        out.writeStringField(name, time.toString());
    }

    static Instant read(JsonParser in) throws IOException {
        try {
            return Instant.parse(JsonStrings.of(in));
        } catch (DateTimeException notATime) {
            throw new CorruptRecordException("expected an ISO 8601 timestamp");
        }
    }
}
