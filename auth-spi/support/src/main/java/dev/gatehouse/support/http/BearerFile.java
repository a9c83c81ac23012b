package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token in a file, such as the service account token of a Kubernetes pod. It is read for each request, because
 * such a file is replaced before its token expires. It is sent to one origin alone. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BearerFile {

    private static final int MAX_LENGTH = 16 * 1024;

    private final Path file;
    private final String origin;

    /**
     * Creates a file for an origin.
     *
     * @param origin a URL; its scheme, host and port are the origin
     */
    public BearerFile(Path file, URI origin) {
        this.file = file;
        this.origin = HttpUrl.origin(origin);
    }

    /** Returns whether the token is for this URL. */
    boolean isFor(URI uri) {
        return origin.equals(HttpUrl.origin(uri));
    }

    /**
     * Reads the file.
     *
     * @return the header {@code Authorization}; {@code null} if the token is not for this URL
     * @throws FetchException if the token is for this URL and the file cannot be used
     */
    @Nullable
    String authorization(URI uri) {
        if (!isFor(uri)) {
            return null;
        }
        String token;
        try {
            token = read(file);
        } catch (IOException unreadable) {
            throw new FetchException("the bearer file cannot be read, so nothing was sent");
        } catch (IllegalArgumentException malformed) {
            throw new FetchException("the bearer file " + malformed.getMessage() + ", so nothing was sent");
        }
        return "Bearer " + token;
    }

    /** Returns what is added to a message about a response from another origin. */
    String notSent() {
        return "; the token in the bearer file was not sent, because it is for " + origin + " alone";
    }

    /**
     * Checks the file.
     *
     * @throws IllegalArgumentException if it does not hold a token; the message does not contain the content
     */
    public static void check(Path file) {
        try {
            read(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read", unreadable);
        }
    }

    private static String read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_LENGTH + 1);
        }
        String token = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (content.length > MAX_LENGTH || !isToken(token)) {
            throw new IllegalArgumentException("does not hold a single bearer token (RFC 6750 section 2.1)");
        }
        return token;
    }

    /** The syntax of {@code b64token}. */
    private static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    @Override
    public String toString() {
        return "BearerFile[for " + origin + "]";
    }
}
