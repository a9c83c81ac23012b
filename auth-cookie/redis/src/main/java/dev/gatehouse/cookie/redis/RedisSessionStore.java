package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.IndexKey;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.sessions.SessionFormat;
import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/**
 * Sessions as hashes, indexed by subject and {@code sid} with sets. Each operation is a single script, so it is atomic.
 * Thread-safe.
 */
final class RedisSessionStore implements SessionStore {

    private static final int BATCH = 200;
    private static final int PARTS = 3;

    private final RedisClient redis;
    private final String prefix;
    private final SessionClock time;
    private final LoginAttempts attempts;
    private final SessionFormat format = new SessionFormat();

    RedisSessionStore(RedisClient redis, SessionClock time, LoginAttempts attempts) {
        this.redis = redis;
        this.prefix = redis.prefix();
        this.time = time;
        this.attempts = attempts;
    }

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        long now = time.nanos();
        run(
                RedisScript.ADD,
                session.id(),
                prefix,
                session.id().digest(),
                RedisTimes.millis(keepUntil, now),
                RedisTimes.text(now),
                IndexKey.of(session.caller().issuer(), session.caller().subject()),
                sidKey(session),
                RedisTimes.text(keepUntil),
                RedisTimes.text(session.begun()),
                RedisTimes.text(session.lastUsed()),
                Long.toString(session.version()),
                format.write(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException {
        List<?> parts = redis.call(call -> {
            try {
                return list(call.send(Command.HMGET, key(id), "v", "u", "r"));
            } catch (RedisErrorException refusal) {
                if (refusal.isOfOneKey()) {
                    return List.of(new byte[0], new byte[0], new byte[0]);
                }
                throw refusal;
            }
        });
        return RawSession.of(id, parts, 0).read();
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException {
        return isOne(run(
                RedisScript.REPLACE,
                next.id(),
                prefix,
                next.id().digest(),
                RedisTimes.millis(keepUntil, time.nanos()),
                Long.toString(version),
                sidKey(next),
                Long.toString(next.version()),
                format.write(next),
                RedisTimes.text(next.lastUsed()),
                RedisTimes.text(keepUntil)));
    }

    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException {
        return isOne(run(
                RedisScript.TOUCH,
                id,
                prefix,
                id.digest(),
                RedisTimes.millis(keepUntil, time.nanos()),
                RedisTimes.text(lastUsed),
                RedisTimes.text(keepUntil)));
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException {
        List<?> parts = redis.end(
                call -> list(call.run(RedisScript.REMOVE, List.of(key(id)), List.of(prefix, id.digest()))),
                // A cookie that never was one of ours must not make a request wait.
                reply -> !reply.isEmpty());
        // A session that was removed before has one part.
        return parts.size() < PARTS
                ? Optional.empty()
                : RawSession.of(id, parts, 0).readIfKnown();
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException {
        String issuer = selection.issuer();
        String subject = selection.subject() == null ? "" : IndexKey.of(issuer, selection.subject());
        String sid = selection.sid() == null ? "" : IndexKey.of(issuer, selection.sid());
        String before = selection.begunBefore() == null ? "" : RedisTimes.text(selection.begunBefore());
        String index = sid.isEmpty() ? prefix + "u:" + subject : prefix + "i:" + sid;
        // Includes what was removed before a connection broke.
        List<SessionId> removed = new ArrayList<>();
        redis.end(
                call -> {
                    for (List<String> ids : batches(call, index)) {
                        List<String> arguments = new ArrayList<>(List.of(prefix, subject, sid, before));
                        arguments.addAll(ids);
                        for (Object id : list(call.run(RedisScript.REMOVE_IF, List.of(index), arguments))) {
                            removed.add(new SessionId(text(id)));
                        }
                    }
                    return true;
                },
                // A repetition finds nothing, and the caller does not know yet whether replicas know.
                done -> done);
        return removed;
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException {
        String index = prefix + "u:" + IndexKey.of(issuer, subject);
        List<RawSession> rows = redis.call(call -> {
            List<RawSession> read = new ArrayList<>();
            for (List<String> ids : batches(call, index)) {
                List<String> arguments = new ArrayList<>(List.of(prefix));
                arguments.addAll(ids);
                for (Object each : list(call.run(RedisScript.LIST, List.of(index), arguments))) {
                    List<?> parts = list(each);
                    read.add(RawSession.of(new SessionId(text(parts.get(0))), parts, 1));
                }
            }
            return read;
        });
        List<SessionRecord> found = new ArrayList<>();
        rows.forEach(row -> row.readIfKnown().ifPresent(found::add));
        return found;
    }

    @Override
    public Optional<LoginAttempts> loginAttempts() {
        return Optional.of(attempts);
    }

    @Override
    public Health health() {
        return redis.health();
    }

    @Override
    public List<Measurement> measurements() {
        return redis.measurements();
    }

    @Override
    public void close() {
        redis.close();
    }

    // Redis runs nothing else during a script, so each script handles a limited number of sessions.
    private List<List<String>> batches(RedisCall call, String index) throws RedisErrorException {
        List<String> ids =
                list(call.run(RedisScript.MEMBERS, List.of(index), List.of(prefix, RedisTimes.text(time.nanos()))))
                        .stream()
                        .map(RedisSessionStore::text)
                        .toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            batches.add(ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
        return batches;
    }

    private Object run(RedisScript script, SessionId id, Object... arguments) throws SessionsUnavailableException {
        return redis.call(call -> call.run(script, List.of(key(id)), List.of(arguments)));
    }

    private String key(SessionId id) {
        return prefix + "s:" + id.digest();
    }

    private static String sidKey(SessionRecord session) {
        return session.sid() == null ? "" : IndexKey.of(session.caller().issuer(), session.sid());
    }

    private static boolean isOne(Object reply) {
        return Long.valueOf(1).equals(reply);
    }

    private static List<?> list(Object reply) {
        return (List<?>) reply;
    }

    private static String text(Object reply) {
        return new String((byte[]) reply, StandardCharsets.UTF_8);
    }
}
