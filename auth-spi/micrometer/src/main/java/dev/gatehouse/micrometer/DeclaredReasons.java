package dev.gatehouse.micrometer;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reason codes that the modules on the class path declare. Immutable. */
record DeclaredReasons(Set<String> codes) {

    private static final String FILE = "META-INF/gatehouse/reasons.properties";
    private static final String END = ".meaning";
    private static final String OTHER = "other";

    /** Reads the declarations that this class and the current thread can see. */
    static DeclaredReasons find() {
        // By text: to compare URLs looks up their host names.
        Map<String, URL> files = new LinkedHashMap<>();
        try {
            addTo(files, DeclaredReasons.class.getClassLoader());
            addTo(files, Thread.currentThread().getContextClassLoader());
            Set<String> codes = new HashSet<>();
            for (URL file : files.values()) {
                read(file, codes);
            }
            return new DeclaredReasons(Set.copyOf(codes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE + " on the class path", unreadable);
        }
    }

    private static void addTo(Map<String, URL> files, @Nullable ClassLoader loader) throws IOException {
        if (loader != null) {
            Collections.list(loader.getResources(FILE)).forEach(file -> files.put(file.toString(), file));
        }
    }

    private static void read(URL file, Set<String> codes) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached archive would stay open after the application was removed from its container.
        connection.setUseCaches(false);
        Properties lines = new Properties();
        try (Reader reader = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        for (String key : lines.stringPropertyNames()) {
            if (key.endsWith(END)) {
                codes.add(key.substring(0, key.length() - END.length()));
            }
        }
    }

    /** Returns the code if it is declared; otherwise one value for all others, so that their number is bounded. */
    String known(String code) {
        return codes.contains(code) ? code : OTHER;
    }
}
