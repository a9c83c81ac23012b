package dev.gatehouse.servlet.settings;

import dev.gatehouse.support.FilePermissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads small UTF-8 files. Stateless. */
final class Utf8File {

    private static final Logger LOG = LoggerFactory.getLogger(Utf8File.class);

    private Utf8File() {}

    /**
     * Returns the content of a regular file without a leading byte order mark.
     *
     * @param limit the maximum number of bytes
     * @throws UnreadableFileException if it is missing, not a regular file, unreadable, too large, or not UTF-8
     */
    static String read(Path file, int limit) throws UnreadableFileException {
        String text = decode(bytes(file, limit));
        if (FilePermissions.changeableByAll(file)) {
            LOG.warn(
                    "every user of this machine can change {}, which contains settings or a secret; remove this"
                            + " permission from the file and its directory (chmod o-w)",
                    file);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static byte[] bytes(Path file, int limit) throws UnreadableFileException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new UnreadableFileException("it is a directory, not a file", 0);
            }
            if (!attributes.isRegularFile()) {
                // Reading a pipe could hold the start up for ever.
                throw new UnreadableFileException("it is a pipe or a device; use a regular file", 0);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(limit + 1);
                if (bytes.length > limit) {
                    throw new UnreadableFileException("it has more than " + limit + " bytes; check the path", 0);
                }
                return bytes;
            }
        } catch (NoSuchFileException missing) {
            throw new UnreadableFileException("the file does not exist; create it or correct the path", 0);
        } catch (AccessDeniedException denied) {
            throw new UnreadableFileException("permission denied; give the user of this process read access", 0);
        } catch (FileSystemException failed) {
            String reason = failed.getReason() == null ? failed.getClass().getSimpleName() : failed.getReason();
            throw new UnreadableFileException("the file system reported: " + reason, 0);
        } catch (IOException failed) {
            throw new UnreadableFileException("reading failed: " + failed.getMessage(), 0);
        }
    }

    private static String decode(byte[] bytes) throws UnreadableFileException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new UnreadableFileException("it is not UTF-8; save it as UTF-8", lineAt(bytes, in.position()));
        }
        return out.flip().toString();
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
                line++;
            }
        }
        return line;
    }
}
