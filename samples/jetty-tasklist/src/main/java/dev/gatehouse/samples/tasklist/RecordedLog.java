package dev.gatehouse.samples.tasklist;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A log that {@code --log} names: a file, or {@code -} for the standard input. Content in the format of gzip (RFC
 * 1952), as the rotation of the log leaves it, is decompressed. It is recognised by its first bytes, because logs are
 * renamed and the standard input has no name.
 */
record RecordedLog(String source) {

    private static final String STANDARD_INPUT = "-";
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /**
     * Opens it. Bytes that are not UTF-8 become replacement characters.
     *
     * @throws IOException if it cannot be read
     */
    BufferedReader open() throws IOException {
        InputStream bytes = source.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(source));
        try {
            return new BufferedReader(new InputStreamReader(decompressed(bytes), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            bytes.close();
            throw unreadable;
        }
    }

    private static InputStream decompressed(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes);
        buffered.mark(GZIP.length);
        byte[] first = buffered.readNBytes(GZIP.length);
        buffered.reset();
        return Arrays.equals(first, GZIP) ? new GZIPInputStream(buffered) : buffered;
    }

    /** Names it in messages. */
    @Override
    public String toString() {
        return source.equals(STANDARD_INPUT) ? "the standard input" : source;
    }
}
