package dev.gatehouse.spi.files;

import dev.gatehouse.spi.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** The digests of keys in a file, one on each line. The example of docs/mechanisms.md. */
final class KeyFile {

    private final ReloadedFile<Set<String>> digests;

    KeyFile(Path file, ReloadedFile.Listener log, Clock clock) throws UnusableFileException {
        this.digests = ReloadedFile.open(file, 1024 * 1024, KeyFile::parse, log, clock);
    }

    private static Set<String> parse(byte[] content) throws UnusableFileException {
        Set<String> digests = ReloadedFile.utf8(content).lines().collect(Collectors.toUnmodifiableSet());
        if (digests.isEmpty()) {
            throw new UnusableFileException(0, "the file contains no key; add a line with its SHA-256");
        }
        return digests;
    }

    boolean contains(String digest) {
        return digests.content().contains(digest);
    }

    Health health() {
        return digests.health();
    }
}
