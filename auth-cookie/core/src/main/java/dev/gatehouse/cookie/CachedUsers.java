package dev.gatehouse.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the directory says about the users of open sessions, asked every 30 seconds for each. When it does not answer, what it said counts until it is a minute old. A
 * directory that answers from memory is asked each time. Thread-safe.
 */
final class CachedUsers {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MAX_USERS = 10_000;

    private record Answer(@Nullable User user, long at) {}

    private final Users users;
    private final LongSupplier nanoTime;
    private final Cache<String, Answer> answers;

    CachedUsers(Users users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
        this.answers = Caffeine.newBuilder()
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

    /** Takes over what a login just learned, so that an older answer does not end the new session. */
    void learn(User user) {
        if (users.blocking()) {
            answers.put(user.name(), new Answer(user, nanoTime.getAsLong()));
        }
    }
}
