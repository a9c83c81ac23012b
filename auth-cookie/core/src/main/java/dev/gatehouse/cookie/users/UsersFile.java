package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.files.ReloadedFile;
import dev.gatehouse.spi.files.UnusableFileException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.FilePermissions;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a file, {@linkplain ReloadedFile reloaded} when it changes. An invalid file is reported and the previous
 * users stay in effect. Thread-safe.
 *
 * <p>It is checked when it is asked, so that a change counts at the next login. {@link #watch} checks it in the
 * background as well, so that operators hear of a broken file before somebody logs in.
 */
final class UsersFile implements Users, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Path file;
    private final ReloadedFile<FixedUsers> content;
    private final boolean rehashing;
    private final PasskeysFile passkeys;
    private final BackgroundThreads background = new BackgroundThreads(
            "gatehouse-users-file",
            "gatehouse-users-file-worker",
            defect -> LOG.error("the users file cannot be watched", defect));

    private UsersFile(Path file, ReloadedFile<FixedUsers> content, boolean rehashing, PasskeysFile passkeys) {
        this.file = file;
        this.content = content;
        this.rehashing = rehashing;
        this.passkeys = passkeys;
    }

    /**
     * Reads the file that {@code auth.cookie.users-file} names; refuses the start if it is invalid.
     *
     * @param demoUsers whether {@link DemoUsers} may have their public passwords; otherwise a file with one is invalid,
     *     now and after each change
     */
    static UsersFile load(MechanismContext context, boolean demoUsers, Clock clock, LongSupplier nanoTime) {
        Settings settings = context.settings();
        Path file = settings.get(UsersSettings.USERS_FILE);
        PasskeysFile passkeys = PasskeysFile.beside(file, context);
        // A check of the configuration changes nothing.
        Consumer<Set<String>> kept = context.checkOnly() ? users -> {} : passkeys::retain;
        try {
            ReloadedFile<FixedUsers> content = ReloadedFile.open(
                    file, MAX_BYTES, bytes -> parse(file, bytes, demoUsers, kept), new Readings(), clock, nanoTime);
            if (isOpen(file)) {
                LOG.warn(
                        "every user of this machine can read or change {}; remove these permissions (chmod 600)", file);
            } else if (FilePermissions.changeableByAll(file)) {
                LOG.warn(
                        "every user of this machine can replace {}, since they can write its directory; remove this"
                                + " permission (chmod o-w)",
                        file);
            }
            passkeys.reportPermissions();
            return new UsersFile(file, content, settings.get(UsersSettings.REHASH), passkeys);
        } catch (UnusableFileException problem) {
            throw settings.refuse(UsersSettings.USERS_FILE, problem.at(file));
        }
    }

    private static FixedUsers parse(Path file, byte[] bytes, boolean demoUsers, Consumer<Set<String>> kept)
            throws UnusableFileException {
        String text = ReloadedFile.utf8(bytes);
        FixedUsers users = demoUsers ? UsersFileParser.parse(text) : UsersFileParser.parseWithoutDemoUsers(text);
        CheapHashes.warning(users.byName().values()).ifPresent(warning -> LOG.warn("{}: {}", file, warning));
        kept.accept(users.byName().keySet());
        return users;
    }

    /**
     * Returns whether users other than owner and group may read or change the file; {@code false} if that is unknown.
     */
    private static boolean isOpen(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        try {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static final class Readings implements ReloadedFile.Listener {
        @Override
        public void reloaded(Path file) {
            LOG.info("reloaded {}", file);
        }

        @Override
        public void kept(Path file, UnusableFileException problem) {
            LOG.error("the previous users stay in effect: {}", problem.at(file));
        }
    }

    /** Starts to check the file in the background until this is closed. */
    void watch(Duration every) {
        background.after(every, () -> {
            content.content();
            watch(every);
        });
    }

    @Override
    public void close() {
        background.close();
    }

    @Override
    public Optional<User> find(String name) {
        return content.content().find(name);
    }

    @Override
    public boolean rehashes() {
        return rehashing && new UsersFileEditor(file).possible();
    }

    @Override
    public synchronized Optional<User> rehash(User user, PasswordHash hash) throws UsersUnavailableException {
        PasswordHash old = user.passwordHash();
        UsersFileEditor editor = new UsersFileEditor(file);
        if (old == null) {
            return content.content().find(user.name());
        }
        try {
            if (editor.replacePassword(user.name(), old.text(), hash.text())) {
                LOG.info("{}: replaced an outdated password hash", file);
            }
            return content.readNow().find(user.name());
        } catch (IOException | UnusableFileException unusable) {
            throw new UsersUnavailableException("cannot write the users file", unusable);
        }
    }

    @Override
    public Optional<PasskeyStore> passkeys() {
        return Optional.of(passkeys);
    }

    @Override
    public PasswordHash decoy() {
        return content.content().decoy();
    }

    @Override
    public List<PasswordHash> decoys() {
        return content.content().decoys();
    }

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public Health health() {
        return content.health();
    }

    @Override
    public String toString() {
        return "UsersFile[" + file + "]";
    }
}
