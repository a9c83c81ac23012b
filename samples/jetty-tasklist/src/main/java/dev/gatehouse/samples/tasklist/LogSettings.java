package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the log. Immutable.
 *
 * @param format the format of its lines
 * @param file the file; {@code null} for the standard output
 */
record LogSettings(Format format, @Nullable Path file) {

    /** The format of lines. */
    enum Format {
        /** For people. */
        TEXT,
        /** One JSON object in each line. */
        JSON
    }

    private static final Setting<Format> FORMAT = Setting.choice(
                    "sample.log.format",
                    "The format of the log, wherever it goes: text for people, or one JSON object per line for tools.",
                    Format.class)
            .defaultsTo("text");

    static final Setting<Path> FILE = Setting.of(
            "sample.log.file",
            "path",
            "The file of the log, whose directory is created. A new file is started every day (UTC) and after 100 MB;"
                    + " older files are compressed, and deleted after 30 days or when they exceed 3 GB in total."
                    + " Default: the standard output.",
            LogSettings::file);

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return List.of(FORMAT, FILE);
    }

    static LogSettings of(Settings settings) {
        return new LogSettings(settings.get(FORMAT), settings.find(FILE).orElse(null));
    }

    private static Path file(String text) {
        // They mean something else in the names of older files.
        if (text.chars().anyMatch(c -> "%()\\".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("expected a path without %, ( ) and \\");
        }
        return Path.of(text).toAbsolutePath();
    }
}
