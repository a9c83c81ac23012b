package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.support.FilePermissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passkeys in a file beside the users file, readable for its owner only. Each change replaces the file. One process
 * writes it; a change by hand takes effect at the next use. Thread-safe.
 */
final class PasskeysFile implements PasskeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeysFile.class);
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final String SUFFIX = ".passkeys";

    /** Attributes that change with the content of the file. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private record Content(@Nullable Stamp stamp, PasskeyList list) {}

    private final Path file;
    private @Nullable Content content;
    // Anyone can begin a log-in, so a failure is reported once until the file works again.
    private boolean unreadable;
    private boolean unwritable;

    PasskeysFile(Path file) {
        this.file = file;
    }

    /** Returns the passkeys beside a users file. All mechanisms of the host use one object, which outlives a reload. */
    static PasskeysFile beside(Path users, MechanismContext context) {
        Path file = users.resolveSibling(users.getFileName() + SUFFIX);
        return context.sharedState(
                "passkeys " + file.toAbsolutePath(), PasskeysFile.class, () -> new PasskeysFile(file));
    }

    /** Warns once if other users of the machine can change the file: they could log in as any user. */
    void reportPermissions() {
        if (FilePermissions.changeableByAll(file)) {
            LOG.warn(
                    "every user of this machine can change or replace {} and so log in as any user; remove this"
                            + " permission (chmod o-w)",
                    file);
        }
    }

    @Override
    public synchronized String secret() throws UsersUnavailableException {
        PasskeyList list = read();
        if (Files.notExists(file)) {
            write(list);
        }
        return list.secret();
    }

    @Override
    public synchronized Optional<Passkey> find(String id) throws UsersUnavailableException {
        return read().find(id);
    }

    @Override
    public synchronized List<Passkey> ofUser(String user) throws UsersUnavailableException {
        return read().ofUser(user);
    }

    @Override
    public synchronized Added add(Passkey passkey, int most) throws UsersUnavailableException {
        return change(list -> list.add(passkey, most), Added.STORED);
    }

    @Override
    public synchronized boolean used(Passkey before, long counter, boolean backedUp, Instant at)
            throws UsersUnavailableException {
        return change(list -> list.used(before, counter, backedUp, at), true);
    }

    @Override
    public synchronized boolean remove(String user, String id) throws UsersUnavailableException {
        return change(list -> list.remove(user, id), true);
    }

    /** Removes the passkeys of all other users. */
    synchronized void retain(Set<String> users) {
        if (Files.notExists(file)) {
            return;
        }
        try {
            if (change(list -> list.retain(users), true)) {
                LOG.info("{}: removed the passkeys of removed users", file);
            }
        } catch (UsersUnavailableException unusable) {
            LOG.error("{}: passkeys of removed users remain: {}", file, unusable.toString());
        }
    }

    private <T> T change(Function<PasskeyList, T> change, T changed) throws UsersUnavailableException {
        PasskeyList next = read().copy();
        T result = change.apply(next);
        if (result.equals(changed)) {
            write(next);
        }
        return result;
    }

    private PasskeyList read() throws UsersUnavailableException {
        try {
            @Nullable Stamp stamp = stamp();
            Content known = content;
            if (known != null && Objects.equals(known.stamp(), stamp)) {
                return known.list();
            }
            PasskeyList list = stamp == null ? PasskeyList.create() : PasskeysFormat.read(bytes());
            content = new Content(stamp, list);
            unreadable = false;
            return list;
        } catch (IOException | IllegalArgumentException unusable) {
            if (!unreadable) {
                LOG.error("cannot read {}: {}", file, unusable.toString());
            }
            unreadable = true;
            throw new UsersUnavailableException("cannot read the passkeys file", unusable);
        }
    }

    private void write(PasskeyList next) throws UsersUnavailableException {
        try {
            new ReplacedFile(file).write(PasskeysFormat.write(next));
            content = new Content(stamp(), next);
            unwritable = false;
        } catch (IOException failure) {
            if (!unwritable) {
                LOG.error("cannot write {}: {}", file, failure.toString());
            }
            unwritable = true;
            throw new UsersUnavailableException("cannot write the passkeys file", failure);
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] all = in.readNBytes(MAX_BYTES + 1);
            if (all.length > MAX_BYTES) {
                throw new IOException("the file is larger than 16 MiB; use a database for so many passkeys");
            }
            return all;
        }
    }

    /** Returns {@code null} if there is no file. */
    private @Nullable Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException missing) {
            return null;
        }
    }
}
