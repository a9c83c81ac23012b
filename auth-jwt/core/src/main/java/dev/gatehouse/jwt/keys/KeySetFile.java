package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads a JWK set from a file.
 *
 * @since 0.1
 */
@Internal
public final class KeySetFile implements KeySetFetcher {

    private static final int MAX_LENGTH = 1024 * 1024;

    private final Path file;
    private final Executor executor;

    public KeySetFile(Path file, Executor executor) {
        this.file = file;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<byte[]> fetch() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return read(file);
                    } catch (IOException unreadable) {
                        throw new CompletionException(new FetchException("the file cannot be read"));
                    }
                },
                executor);
    }

    public static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_LENGTH + 1);
            if (content.length > MAX_LENGTH) {
                throw new IOException("longer than " + MAX_LENGTH + " bytes");
            }
            return content;
        }
    }
}
