package dev.gatehouse.cookie;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What several tests are made of. */
final class Samples {

    static final TryLimits FREE = new TryLimits(
            new TryLimit(1000, Duration.ofSeconds(1)),
            new TryLimit(1000, Duration.ofSeconds(1)),
            new TryLimit(1000, Duration.ofSeconds(1)));
    static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    private Samples() {}

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
