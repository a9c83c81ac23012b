package dev.gatehouse.cookie;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What several tests are made of. */
final class Samples {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final TryLimits FREE = new TryLimits(
            new TryLimit(1000, java.time.Duration.ofSeconds(1)),
            new TryLimit(1000, java.time.Duration.ofSeconds(1)),
            new TryLimit(1000, java.time.Duration.ofSeconds(1)));
    static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    private Samples() {}

    static Caller caller(String subject) {
        return Caller.builder("local", subject).permissions(Set.of("READ")).build();
    }

    static SessionRecord session(int number, String subject, @Nullable String sid) {
        return new SessionRecord(
                id(number),
                "cookie",
                caller(subject),
                sid,
                null,
                START,
                START,
                START.plusSeconds(3600),
                false,
                "data",
                0);
    }

    static SessionId id(int number) {
        return new SessionId("A".repeat(38) + String.format("%05d", number));
    }

    static User user(String name, String password, String... permissions) {
        return new User(
                name, name, PasswordHash.create(password, CHEAP), Set.of(permissions), Set.of(), Set.of(), false);
    }

    static User disabled(User user) {
        return new User(
                user.name(),
                user.displayName(),
                user.passwordHash(),
                user.permissions(),
                user.groups(),
                user.tenants(),
                true);
    }

    /** Nanoseconds that pass only when the test says so. */
    static final class Ticks implements LongSupplier {
        private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

        @Override
        public long getAsLong() {
            return nanos.get();
        }

        void seconds(double seconds) {
            nanos.addAndGet((long) (seconds * 1e9));
        }
    }
}
