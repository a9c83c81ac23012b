package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What settings files, and the files with secrets that they name, contain at present. Internal to the host. Stateless.
 *
 * @since 0.1
 */
@Internal
public final class SettingsContent {

    private static final String FILE_REFERENCE = "file:";
    private static final String UNREADABLE = "unreadable";
    private static final int LIMIT = 1 << 20;

    private SettingsContent() {}

    /**
     * Returns a digest of the content of each file. A file that cannot be read has a mark of its own, so that its
     * appearance is a change.
     *
     * @param settingsFiles the settings files; files that their values name with {@code file:} are included
     * @param secrets further files with secrets
     */
    public static Map<Path, String> digests(Collection<Path> settingsFiles, Collection<Path> secrets) {
        Map<Path, String> digests = new TreeMap<>();
        for (Path file : settingsFiles) {
            byte[] content = content(file);
            digests.put(file, digest(content));
            String text = new String(content, StandardCharsets.UTF_8);
            for (SourceEntry entry : SettingsFile.parse("", text, new SettingErrors())) {
                String value = entry.text().trim();
                if (value.startsWith(FILE_REFERENCE)) {
                    add(value.substring(FILE_REFERENCE.length()).trim(), digests);
                }
            }
        }
        for (Path file : secrets) {
            digests.computeIfAbsent(file, secret -> digest(content(secret)));
        }
        return digests;
    }

    private static void add(String path, Map<Path, String> digests) {
        try {
            digests.computeIfAbsent(Path.of(path), secret -> digest(content(secret)));
        } catch (InvalidPathException invalid) {
            // Loading the settings reports it.
        }
    }

    private static String digest(byte[] content) {
        return content.length == 0 ? UNREADABLE : Sha256.hex(content);
    }

    /** Returns nothing if the file cannot be read. An empty file is of no more use. */
    private static byte[] content(Path file) {
        // A pipe or a device could be read for ever.
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LIMIT + 1);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
