package dev.gatehouse.cookie.users;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a users' file and tells when it changed. Immutable. */
record UsersFileReader(Path file) {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** What changes when a file's content does. */
    record Stamp(FileTime modified, long size, @Nullable Object key) {}

    Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    FixedUsers read() throws UsersFileException {
        byte[] content = content();
        int begin = content.length >= 3
                        && content[0] == (byte) 0xef
                        && content[1] == (byte) 0xbb
                        && content[2] == (byte) 0xbf
                ? 3
                : 0;
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, begin, content.length - begin))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new UsersFileException(0, "it is not UTF-8; save it in that encoding");
        }
        return UsersFileParser.parse(text);
    }

    /** Returns whether somebody else than owner and group may read or change the file; {@code false} where that can't be told. */
    boolean open() {
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

    private byte[] content() throws UsersFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new UsersFileException(
                        0, "it has more than 16 MiB; keep so many users in a directory of their own");
            }
            return content;
        } catch (NoSuchFileException missing) {
            throw new UsersFileException(0, "there is no such file; create it or correct the path");
        } catch (IOException unreadable) {
            throw new UsersFileException(
                    0,
                    "it can't be read (" + unreadable.getClass().getSimpleName()
                            + "); it must be a file that this process may read");
        }
    }

    static String where(Path file, UsersFileException problem) {
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        return file + line + ": " + Objects.requireNonNull(problem.getMessage());
    }
}
