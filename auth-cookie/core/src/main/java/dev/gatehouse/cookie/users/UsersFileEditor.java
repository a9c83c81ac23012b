package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.files.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Changes lines of a users file and keeps all others, including comments. The file is replaced atomically: readers and
 * a crash see either the old or the new one. Its permissions are kept. Invalid content is never written. Not for
 * concurrent writers.
 */
record UsersFileEditor(Path file) {

    /** Returns whether the file can be replaced: it is a regular file, not a link, in a writable folder. */
    boolean possible() {
        return new ReplacedFile(file).possible();
    }

    /** Returns a user's hash as it stands in the file; empty if the user or the file does not exist. */
    Optional<String> password(String name) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> isPassword(line, name))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst();
    }

    private static boolean isPassword(String line, String name) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : withoutMark(line.substring(0, equals)).strip();
        return key.equals("user." + name + ".password");
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
            if (isPassword(lines[i], name)
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
        UsersFileParser.parse(withoutMark(text));
        new ReplacedFile(file).write(text);
    }

    /** Editors of Windows begin a file with a byte order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
