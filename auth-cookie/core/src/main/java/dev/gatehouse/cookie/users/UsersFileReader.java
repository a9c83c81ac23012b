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

/** Reads a users file and detects changes. Immutable. */
record UsersFileReader(Path file) {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Attributes that change with the content of the file. */
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
            throw new UsersFileException(0, "the file is not in UTF-8; save it in this encoding");
        }
        return UsersFileParser.parse(text);
    }

    /**
     * Returns whether users other than owner and group may read or change the file; {@code false} if that is unknown.
     */
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
                throw new UsersFileException(0, "the file is larger than 16 MiB; use a database for so many users");
            }
            return content;
        } catch (NoSuchFileException missing) {
            throw new UsersFileException(0, "the file does not exist; create it or correct the path");
        } catch (IOException unreadable) {
            throw new UsersFileException(
                    0,
                    "cannot read the file (" + unreadable.getClass().getSimpleName()
                            + "); this process needs permission to read it");
        }
    }

    static String where(Path file, UsersFileException problem) {
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        return file + line + ": " + Objects.requireNonNull(problem.getMessage());
    }
}
