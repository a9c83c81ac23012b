package dev.gatehouse.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One session, as it is kept. {@link #toString()} leaves the owner's data out. Immutable.
 *
 * @param id names it
 * @param owner the name of the mechanism that opened it and whose {@link SessionGuard} watches over it
 * @param caller whose session it is; its issuer and subject are the session's
 * @param sid the session's id at the issuer (OpenID Connect {@code sid}); {@code null} when there is none
 * @param tenant the tenant that it is bound to; {@code null} when there is none
 * @param begun when it was opened
 * @param lastUsed when it was used last; may lag by up to a minute, so that not every request writes
 * @param ends when it ends at the latest
 * @param lasting whether it does not end for not being used: its holder asked to stay signed in
 * @param data the owner's own data, opaque to everybody else; empty when there is none
 * @param version counts the changes, from 0
 */
public record SessionRecord(
        SessionId id,
        String owner,
        Caller caller,
        @Nullable String sid,
        @Nullable String tenant,
        Instant begun,
        Instant lastUsed,
        Instant ends,
        boolean lasting,
        String data,
        long version) {

    /** Checks what must be there. */
    public SessionRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(begun, "begun");
        Objects.requireNonNull(lastUsed, "lastUsed");
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(data, "data");
    }

    /** Returns {@link #sid()} as an {@code Optional}. */
    public Optional<String> issuerSession() {
        return Optional.ofNullable(sid);
    }

    /** Returns this record with another caller and other data, for {@link Sessions#compareAndSet}. */
    public SessionRecord with(Caller caller, String data) {
        return new SessionRecord(id, owner, caller, sid, tenant, begun, lastUsed, ends, lasting, data, version);
    }

    @Override
    public String toString() {
        return "SessionRecord[id=" + id.digest() + ", owner=" + owner + ", caller=" + caller + ", version=" + version
                + "]";
    }
}
