package dev.gatehouse.cookie;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory that changes, goes down and counts its questions. Like some databases it finds names whatever their letter case. */
final class FakeUsers implements Users {

    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final PasswordHash decoy = PasswordHash.create("nobody's", Samples.CHEAP);
    private volatile boolean down;

    void put(User user) {
        users.put(FixedUsers.fold(user.name()), user);
    }

    /** Lets a user be found under another name too. */
    void alias(String name, User user) {
        users.put(FixedUsers.fold(name), user);
    }

    void clear() {
        users.clear();
    }

    void down(boolean isDown) {
        down = isDown;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Optional<User> find(String name) throws UsersUnavailableException {
        asked.incrementAndGet();
        if (down) {
            throw new UsersUnavailableException("the directory is down", new IOException("down"));
        }
        return Optional.ofNullable(users.get(FixedUsers.fold(name.strip())));
    }

    @Override
    public PasswordHash decoy() {
        return decoy;
    }
}
