package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UserNames;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A directory that changes, goes down and counts calls. Like some databases, it ignores the case of names. */
final class FakeUsers implements Users {

    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final PasswordHash decoy = SampleUsers.hash("nobody's");
    private final AtomicInteger checked = new AtomicInteger();
    private final AtomicInteger rehashed = new AtomicInteger();
    private volatile boolean keepsHashes;
    private volatile boolean checking = true;
    private volatile boolean down;

    void put(User user) {
        users.put(UserNames.fold(user.name()), user);
    }

    /** Makes a user available under another name as well. */
    void alias(String name, User user) {
        users.put(UserNames.fold(name), user);
    }

    void clear() {
        users.clear();
    }

    /** Sets whether passwords can be verified while users are found. */
    void checking(boolean works) {
        checking = works;
    }

    /** Makes the directory accept new hashes, and returns their count. */
    AtomicInteger keepingHashes() {
        keepsHashes = true;
        return rehashed;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    /** Returns how many passwords were verified. */
    int checked() {
        return checked.get();
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
        return Optional.ofNullable(users.get(UserNames.fold(name.strip())));
    }

    @Override
    public PasswordHash decoy() {
        return decoy;
    }

    @Override
    public boolean matches(@Nullable User user, String password) throws UsersUnavailableException {
        checked.incrementAndGet();
        if (!checking) {
            throw new UsersUnavailableException("cannot verify passwords", new IOException("down"));
        }
        return Users.super.matches(user, password);
    }

    @Override
    public boolean rehashes() {
        return keepsHashes;
    }

    @Override
    public Optional<User> rehash(User user, PasswordHash hash) {
        return Optional.ofNullable(users.computeIfPresent(UserNames.fold(user.name()), (name, present) -> {
            if (!present.password().equals(user.password())) {
                return present;
            }
            rehashed.incrementAndGet();
            return present.withPassword(hash);
        }));
    }
}
