package dev.gatehouse.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The users of open sessions, asked from the directory every 30 seconds. If the directory does not answer, its previous
 * answer is used until it is a minute old. A directory that answers from memory is asked each time. Thread-safe.
 */
final class CachedUsers {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MAX_USERS = 10_000;

    private record Answer(@Nullable User user, long at) {}

    private record Fingerprinted(User user, String fingerprint) {}

    private final Users users;
    private final LongSupplier nanoTime;
    private final Cache<String, Answer> answers;
    private final Cache<String, Fingerprinted> fingerprints;

    CachedUsers(Users users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_USERS)
                .expireAfterWrite(LONGEST)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        this.fingerprints = Caffeine.newBuilder()
                .maximumSize(MAX_USERS)
                .expireAfterWrite(LONGEST)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    Optional<User> find(String name) throws UsersUnavailableException {
        if (!users.blocking()) {
            return users.find(name);
        }
        long now = nanoTime.getAsLong();
        Answer known = answers.getIfPresent(name);
        if (known != null && now - known.at() < FRESH) {
            return Optional.ofNullable(known.user());
        }
        try {
            User user = users.find(name).orElse(null);
            answers.put(name, new Answer(user, now));
            return Optional.ofNullable(user);
        } catch (UsersUnavailableException unavailable) {
            if (known == null) {
                throw unavailable;
            }
            return Optional.ofNullable(known.user());
        }
    }

    /** Returns {@link LocalCaller#fingerprint} of a user. It is computed once for each {@code User} object. */
    @SuppressWarnings("ReferenceEquality")
    String fingerprint(User user) {
        Fingerprinted known = fingerprints.getIfPresent(user.name());
        // Identity, not equality: users are immutable, and two equal users may differ in the string of the
        // hash.
        if (known != null && known.user() == user) {
            return known.fingerprint();
        }
        String fingerprint = LocalCaller.fingerprint(user);
        fingerprints.put(user.name(), new Fingerprinted(user, fingerprint));
        return fingerprint;
    }

    /** Stores the answer that a login has just received, so that an older one does not end the new session. */
    void learn(User user) {
        if (users.blocking()) {
            answers.put(user.name(), new Answer(user, nanoTime.getAsLong()));
        }
    }
}
