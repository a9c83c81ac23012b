package dev.gatehouse.cookie.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a session record in a shared store: one JSON object in UTF-8 (RFC 8259) whose first member {@code v} is
 * the version of the format. The previous version can be read as well, so that nodes can be upgraded one after the
 * other and sessions outlive the upgrade. A record in a newer version is kept and can't be read.
 *
 * <p>The id, the version of the record and the time of last use are not part of it; stores keep them separately. Types
 * come from the format alone: a record never names a class. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class SessionFormat {

    /** The version that is written. */
    static final int NEWEST = 2;

    /** The oldest version that can be read. */
    static final int OLDEST = 1;

    private static final Logger LOG = LoggerFactory.getLogger(SessionFormat.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_DEPTH = 32;
    private static final int LARGEST = 1024 * 1024;

    private final JsonFactory json = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(LARGEST)
                    .build())
            // The default pool is a ThreadLocal, which would outlive the application on threads of the container.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    /** Creates the format. */
    public SessionFormat() {}

    /**
     * Returns the bytes of a record.
     *
     * @throws IllegalArgumentException if a claim of the caller can't be represented in JSON, or if the record is
     *     larger than 1 MiB
     */
    public byte[] write(SessionRecord session) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("v", NEWEST);
            out.writeStringField("owner", session.owner());
            if (session.sid() != null) {
                out.writeStringField("sid", session.sid());
            }
            if (session.tenant() != null) {
                out.writeStringField("tenant", session.tenant());
            }
            JsonInstants.write(out, "begun", session.begun());
            JsonInstants.write(out, "ends", session.ends());
            if (session.lasting()) {
                out.writeBooleanField("lasting", true);
            }
            if (!session.data().isEmpty()) {
                out.writeStringField("data", session.data());
            }
            out.writeFieldName("caller");
            CallerFormat.write(out, session.caller());
            out.writeEndObject();
        } catch (JsonProcessingException noText) {
            throw new IllegalArgumentException("the session record contains a string that UTF-8 cannot encode");
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        if (bytes.size() > LARGEST) {
            throw new IllegalArgumentException(
                    "expected a session record of at most 1 MiB, but it has " + bytes.size() + " bytes");
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a record.
     *
     * @param id the id of the session in the store
     * @param version the version of the record in the store
     * @param lastUsed the time of last use in the store
     * @param bytes the result of {@link #write}
     * @return the record; empty if it is corrupt or too old to be read, so that it authenticates no one
     * @throws SessionsUnavailableException if it has a newer version; the store must keep it
     */
    public Optional<SessionRecord> read(SessionId id, long version, Instant lastUsed, byte[] bytes)
            throws SessionsUnavailableException {
        try (JsonParser in = json.createParser(bytes)) {
            int format = format(in);
            if (format > NEWEST) {
                throw new SessionsUnavailableException(
                        "the session " + id.digest() + " has format " + format + " of a newer release", RETRY);
            }
            if (format < OLDEST) {
                LOG.warn("cannot read the session {}: format {} is no longer supported", id.digest(), format);
                return Optional.empty();
            }
            SessionRecord session = new Reading(format).record(in, id, version, lastUsed);
            if (in.nextToken() != null) {
                throw new CorruptRecordException("expected the end of the record");
            }
            return Optional.of(session);
        } catch (IOException | IllegalArgumentException damaged) {
            // Without the message, which may contain a part of the record.
            LOG.error(
                    "the record of the session {} is corrupt ({}); it is ignored",
                    id.digest(),
                    damaged.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static int format(JsonParser in) throws IOException {
        boolean first = in.nextToken() == JsonToken.START_OBJECT
                && in.nextToken() == JsonToken.FIELD_NAME
                && in.currentName().equals("v")
                && in.nextToken() == JsonToken.VALUE_NUMBER_INT;
        if (!first || in.getIntValue() < 1) {
            throw new CorruptRecordException("expected the version as the first member");
        }
        return in.getIntValue();
    }

    /** The members of a record while it is read. */
    private static final class Reading {
        private final int format;
        private @Nullable String owner;
        private @Nullable String sid;
        private @Nullable String tenant;
        private @Nullable Instant begun;
        private @Nullable Instant ends;
        private boolean lasting;
        private String data = "";
        private @Nullable Caller caller;

        private Reading(int format) {
            this.format = format;
        }

        private SessionRecord record(JsonParser in, SessionId id, long version, Instant lastUsed) throws IOException {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                member(in, name);
            }
            if (in.currentToken() != JsonToken.END_OBJECT
                    || owner == null
                    || begun == null
                    || ends == null
                    || caller == null) {
                throw new CorruptRecordException("a member required by format " + format + " is missing");
            }
            return new SessionRecord(id, owner, caller, sid, tenant, begun, lastUsed, ends, lasting, data, version);
        }

        private void member(JsonParser in, String name) throws IOException {
            switch (name) {
                case "owner" -> owner = JsonStrings.of(in);
                case "sid" -> sid = JsonStrings.of(in);
                case "tenant" -> tenant = JsonStrings.of(in);
                case "begun" -> begun = JsonInstants.read(in);
                case "ends" -> ends = JsonInstants.read(in);
                case "lasting" -> lasting = lasting(in);
                case "data" -> data = JsonStrings.of(in);
                case "caller" -> caller = CallerFormat.read(in);
                default -> throw new CorruptRecordException("format " + format + " has no such member");
            }
        }

        // Since version 2.
        private boolean lasting(JsonParser in) throws IOException {
            if (format < 2 || in.currentToken() != JsonToken.VALUE_TRUE) {
                throw new CorruptRecordException("format " + format + " has no such member");
            }
            return true;
        }
    }
}
