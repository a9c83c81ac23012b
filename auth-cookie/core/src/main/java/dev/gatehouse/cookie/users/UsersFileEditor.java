package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.files.UnusableFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Changes lines of a users file and keeps all others, including comments. The file is replaced atomically: readers and
 * a crash see either the old or the new one. Its permissions are kept. Invalid content is never written. Not for
 * concurrent writers.
 */
record UsersFileEditor(Path file) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Returns whether the file can be replaced: it is a regular file, not a link, in a writable folder. */
    boolean possible() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(file)
                && Files.isWritable(folder());
    }

    /**
     * Replaces a user's hash.
     *
     * @return whether the old hash was found
     * @throws UnusableFileException if the file is invalid
     */
    boolean replacePassword(String name, String oldHash, String newHash) throws IOException, UnusableFileException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            String key = equals < 0 ? "" : lines[i].substring(0, equals).strip();
            if (key.equals("user." + name + ".password")
                    && lines[i].substring(equals + 1).strip().equals(oldHash)) {
                lines[i] = lines[i].substring(0, equals + 1)
                        + lines[i].substring(equals + 1).replace(oldHash, newHash);
                write(String.join("\n", lines));
                return true;
            }
        }
        return false;
    }

    /**
     * Appends lines. Creates the file, readable for its owner only, if it does not exist.
     *
     * @throws UnusableFileException if the file would be invalid
     */
    void append(List<String> lines) throws IOException, UnusableFileException {
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        write(text + separator + String.join("\n", lines) + "\n");
    }

    private void write(String text) throws IOException, UnusableFileException {
        UsersFileParser.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
        Path next = Files.createTempFile(folder(), "." + file.getFileName(), ".new", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(text));
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
            Files.setPosixFilePermissions(next, attributes.permissions());
            if (!attributes.owner().equals(Files.getOwner(next))) {
                Files.setOwner(next, attributes.owner());
            }
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
