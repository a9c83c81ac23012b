package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.EpochNanos;
import dev.gatehouse.cookie.sessions.SessionFormat;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session as Redis returns it: version, time of last use and record. Any of them may be missing or corrupt. */
record RawSession(SessionId id, byte @Nullable [] version, byte @Nullable [] lastUsed, byte @Nullable [] bytes) {

    private static final Logger LOG = LoggerFactory.getLogger(RawSession.class);
    private static final SessionFormat FORMAT = new SessionFormat();

    /** Reads three elements of a reply. */
    static RawSession of(SessionId id, List<?> reply, int from) {
        return new RawSession(id, (byte[]) reply.get(from), (byte[]) reply.get(from + 1), (byte[]) reply.get(from + 2));
    }

    /** Returns the record; empty if there is none or it is corrupt. */
    Optional<SessionRecord> read() throws SessionsUnavailableException {
        if (version == null) {
            return Optional.empty();
        }
        if (lastUsed == null || bytes == null) {
            return corrupt();
        }
        long number;
        long used;
        try {
            number = Long.parseLong(new String(version, StandardCharsets.UTF_8));
            used = Long.parseLong(new String(lastUsed, StandardCharsets.UTF_8));
        } catch (NumberFormatException noNumber) {
            return corrupt();
        }
        return FORMAT.read(id, number, EpochNanos.instant(used), bytes);
    }

    /** Returns the record; empty also if it has a newer format. */
    Optional<SessionRecord> readIfKnown() {
        try {
            return read();
        } catch (SessionsUnavailableException newer) {
            return Optional.empty();
        }
    }

    private Optional<SessionRecord> corrupt() {
        LOG.error("the record of the session {} is corrupt; it is ignored", id.digest());
        return Optional.empty();
    }
}
