package dev.gatehouse.cookie.users;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * A file that is replaced atomically: readers and a crash see either the old or the new one. Its owner, group and
 * permissions are kept; a new one is readable for its owner only. If the group cannot be kept, no group gets its
 * permissions. Not for concurrent writers.
 */
record ReplacedFile(Path file) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_GROUP = PosixFilePermissions.fromString("---rwx---");

    /** Returns whether the file can be replaced: it is a regular file, not a link, in a writable folder. */
    boolean possible() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(file)
                && Files.isWritable(folder());
    }

    void write(String text) throws IOException {
        Path next = Files.createTempFile(folder(), "." + file.getFileName(), ".new", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            keepAttributes(next);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void keepAttributes(Path next) throws IOException {
        if (posix() && Files.exists(file)) {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributes created = Files.readAttributes(next, PosixFileAttributes.class);
            if (!attributes.owner().equals(created.owner())) {
                Files.setOwner(next, attributes.owner());
            }
            Set<PosixFilePermission> permissions = new HashSet<>(attributes.permissions());
            if (!attributes.group().equals(created.group()) && !setGroup(next, attributes.group())) {
                permissions.removeAll(OF_GROUP);
            }
            // Last: until then the content is for its owner alone, whatever the group.
            Files.setPosixFilePermissions(next, permissions);
        }
    }

    /** Returns whether this user may give files to the group; a member and root may. */
    private static boolean setGroup(Path next, GroupPrincipal group) {
        try {
            Files.setAttribute(next, "posix:group", group);
            return true;
        } catch (IOException notAMember) {
            return false;
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return folder().getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
