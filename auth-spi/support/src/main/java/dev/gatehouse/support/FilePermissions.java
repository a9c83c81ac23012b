package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * POSIX permissions of files that are trusted or that contain credentials. Where a file system has no such permissions,
 * nothing is found and nothing is changed. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class FilePermissions {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int STICKY = 0_1000;

    private FilePermissions() {}

    /**
     * Returns whether every user of the machine can change a file: the file itself, or its directory, in which it could
     * be replaced. Symbolic links are followed. {@code false} if that is unknown.
     */
    public static boolean changeableByAll(Path file) {
        try {
            Path real = file.toRealPath();
            return isWritableByOthers(real)
                    || isOpenDirectory(real.getParent())
                    || isOpenDirectory(file.toAbsolutePath().getParent());
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean isWritableByOthers(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** In a sticky directory such as /tmp, only the owner of a file can replace it. */
    private static boolean isOpenDirectory(@Nullable Path directory) throws IOException {
        return directory != null
                && isWritableByOthers(directory)
                && !(Files.getAttribute(directory, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0);
    }

    /**
     * Creates an empty file that only its owner can read and write, with its directories, unless it exists.
     *
     * @throws IOException if it cannot be created
     */
    public static void createOwnerOnly(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null
                || !directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException exists) {
            // Its permissions are those that restrictToOwner leaves.
        }
    }

    /**
     * Takes all permissions on a file from group and others.
     *
     * @return whether only the owner has permissions now, or the file does not exist, or that is unknown
     */
    public static boolean restrictToOwner(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.isRegularFile(file)) {
            return true;
        }
        try {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            if (!OWNER_ONLY.containsAll(permissions)) {
                permissions.retainAll(OWNER_ONLY);
                view.setPermissions(permissions);
            }
            return true;
        } catch (IOException notTheOwner) {
            return false;
        }
    }
}
