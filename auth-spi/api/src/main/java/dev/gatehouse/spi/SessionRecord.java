package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored. {@link #toString()} omits the owner's data. Immutable.
 *
 * @param id identifies the session
 * @param owner the name of the mechanism that opened the session; its {@link SessionGuard} checks it
 * @param caller the caller; the session's issuer and subject are those of the caller
 * @param sid the identifier of the session at the issuer (OpenID Connect {@code sid}); {@code null} when there is none
 * @param tenant the tenant that the session is bound to; {@code null} when there is none
 * @param begun when the session was opened
 * @param lastUsed when the session was last used; may be up to a minute old, so that not every request causes a write
 * @param ends when the session ends at the latest
 * @param lasting whether the session has no idle timeout, because its user asked to stay signed in
 * @param data private data of the owner; empty when there is none
 * @param version the number of changes, starting at 0
 * @since 0.1
 */
@Incubating
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

    /** Rejects {@code null} where it is not allowed. */
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
