package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.FilePermissions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a file, reloaded when it changes. The file is checked at most once a second. A change that is older than
 * two seconds is read at once; a newer one is read when two checks in a row see the same file, so that a file is not
 * read while it is being written. An invalid file is reported and the previous users stay in effect. Thread-safe.
 */
final class UsersFile implements Users {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    private static final long LOOK_EVERY = 1_000_000_000L;
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private record State(FixedUsers users, UsersFileReader.@Nullable Stamp stamp, Health health) {}

    private final UsersFileReader reader;
    private final boolean rehashing;
    private final PasskeysFile passkeys;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile State state;
    private volatile long lookedAt;
    private UsersFileReader.@Nullable Stamp seen;

    private UsersFile(
            UsersFileReader reader,
            boolean rehashing,
            PasskeysFile passkeys,
            State state,
            Clock clock,
            LongSupplier nanoTime) {
        this.reader = reader;
        this.rehashing = rehashing;
        this.passkeys = passkeys;
        this.clock = clock;
        this.state = state;
        this.seen = state.stamp();
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** Reads the file that {@code auth.cookie.users-file} names; refuses the start if it is invalid. */
    static UsersFile load(MechanismContext context, Clock clock, LongSupplier nanoTime) {
        Settings settings = context.settings();
        Path file = settings.get(UsersSettings.USERS_FILE);
        PasskeysFile passkeys = PasskeysFile.beside(file, context);
        UsersFileReader reader = new UsersFileReader(file);
        try {
            // Stamped before it is read: a change in between is noticed late rather than never.
            UsersFileReader.Stamp stamp = stamp(reader);
            UsersFile users = new UsersFile(
                    reader,
                    settings.get(UsersSettings.REHASH),
                    passkeys,
                    new State(reader.read(), stamp, Health.up()),
                    clock,
                    nanoTime);
            if (reader.open()) {
                LOG.warn(
                        "every user of this machine can read or change {}; remove these permissions (chmod 600)", file);
            } else if (FilePermissions.changeableByAll(file)) {
                LOG.warn(
                        "every user of this machine can replace {}, since they can write its directory; remove this"
                                + " permission (chmod o-w)",
                        file);
            }
            users.warnOfCheapHashes();
            passkeys.retain(users.state.users().byName().keySet());
            return users;
        } catch (UsersFileException problem) {
            throw settings.refuse(UsersSettings.USERS_FILE, UsersFileReader.where(file, problem));
        }
    }

    @Override
    public Optional<User> find(String name) {
        look();
        return state.users().find(name);
    }

    @Override
    public boolean rehashes() {
        return rehashing && new UsersFileEditor(reader.file()).possible();
    }

    @Override
    public synchronized Optional<User> rehash(User user, PasswordHash hash) throws UsersUnavailableException {
        PasswordHash old = user.passwordHash();
        UsersFileEditor editor = new UsersFileEditor(reader.file());
        if (old == null) {
            return state.users().find(user.name());
        }
        try {
            if (editor.replacePassword(user.name(), old.text(), hash.text())) {
                LOG.info("{}: replaced an outdated password hash", reader.file());
            }
            read(stamp(reader));
            return state.users().find(user.name());
        } catch (IOException | UsersFileException unusable) {
            throw new UsersUnavailableException("cannot write the users file", unusable);
        }
    }

    @Override
    public Optional<PasskeyStore> passkeys() {
        return Optional.of(passkeys);
    }

    @Override
    public PasswordHash decoy() {
        return state.users().decoy();
    }

    @Override
    public List<PasswordHash> decoys() {
        return state.users().decoys();
    }

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public Health health() {
        look();
        return state.health();
    }

    private void look() {
        if (nanoTime.getAsLong() - lookedAt < LOOK_EVERY || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            lookedAt = nanoTime.getAsLong();
            UsersFileReader.Stamp now = stamp(reader);
            boolean quiet = Objects.equals(now, seen) || isSettled(now);
            seen = now;
            if (quiet && !Objects.equals(now, state.stamp())) {
                read(now);
            }
        } finally {
            looking.set(false);
        }
    }

    /**
     * Without traffic there is no second check, and the first request after a change must not be decided by the old
     * content.
     */
    private boolean isSettled(UsersFileReader.@Nullable Stamp stamp) {
        return stamp != null
                && stamp.modified().toInstant().isBefore(clock.instant().minus(SETTLED));
    }

    private void read(UsersFileReader.@Nullable Stamp stamp) {
        try {
            state = new State(reader.read(), stamp, Health.up());
            LOG.info("reloaded {}", reader.file());
            passkeys.retain(state.users().byName().keySet());
            warnOfCheapHashes();
        } catch (UsersFileException problem) {
            String where = UsersFileReader.where(reader.file(), problem);
            state = new State(
                    state.users(),
                    stamp,
                    new Health(Health.State.DEGRADED, "the previous users stay in effect: " + where));
            LOG.error("the previous users stay in effect: {}", where);
        }
    }

    private void warnOfCheapHashes() {
        CheapHashes.warning(state.users().byName().values())
                .ifPresent(warning -> LOG.warn("{}: {}", reader.file(), warning));
    }

    private static UsersFileReader.@Nullable Stamp stamp(UsersFileReader reader) {
        try {
            return reader.stamp();
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "UsersFile[" + reader.file() + "]";
    }
}
