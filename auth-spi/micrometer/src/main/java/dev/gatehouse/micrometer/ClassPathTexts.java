package dev.gatehouse.micrometer;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The properties files of one name in all modules on the class path. Stateless. */
final class ClassPathTexts {

    private ClassPathTexts() {}

    /**
     * Reads the files that this class and the current thread can see.
     *
     * @param name the name of the resource, such as {@code META-INF/gatehouse/reasons.properties}; in UTF-8
     * @return their entries; for a key in several files, that of any of them
     */
    static Map<String, String> read(String name) {
        // By text: to compare URLs looks up their host names.
        Map<String, URL> files = new LinkedHashMap<>();
        Map<String, String> all = new LinkedHashMap<>();
        try {
            addTo(files, name, ClassPathTexts.class.getClassLoader());
            addTo(files, name, Thread.currentThread().getContextClassLoader());
            for (URL file : files.values()) {
                read(file, all);
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " on the class path", unreadable);
        }
    }

    private static void addTo(Map<String, URL> files, String name, @Nullable ClassLoader loader) throws IOException {
        if (loader != null) {
            Collections.list(loader.getResources(name)).forEach(file -> files.put(file.toString(), file));
        }
    }

    private static void read(URL file, Map<String, String> all) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached archive would stay open after the application was removed from its container.
        connection.setUseCaches(false);
        Properties lines = new Properties();
        try (Reader reader = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        lines.stringPropertyNames().forEach(key -> all.put(key, lines.getProperty(key)));
    }
}
