package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reason codes that a module declares in {@code META-INF/gatehouse/reasons.properties}.
 *
 * @param title the heading of the module
 * @param text Markdown under the heading; may be empty
 * @param reasons what is said about each code
 * @param defects what is wrong with the file
 */
record ReasonDeclarations(String title, String text, SortedMap<String, Entry> reasons, List<String> defects) {

    private static final String FILE = "src/main/resources/META-INF/gatehouse/reasons.properties";

    /**
     * What is said about one code.
     *
     * @param meaning what happened
     * @param client what the client receives
     * @param operator what an operator does
     */
    record Entry(String meaning, String client, String operator) {}

    /** Reads the declarations of the module in this folder; there are none if it has no file. */
    static ReasonDeclarations of(Path module) throws IOException {
        Path file = module.resolve(FILE);
        List<String> defects = new ArrayList<>();
        if (!Files.exists(file)) {
            return new ReasonDeclarations("", "", new TreeMap<>(), defects);
        }
        Properties lines = new UniqueProperties(defects);
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        SortedMap<String, Entry> reasons = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            int end = key.lastIndexOf('.');
            if (end > 0) {
                String code = key.substring(0, end);
                reasons.put(
                        code,
                        new Entry(
                                lines.getProperty(code + ".meaning", ""),
                                lines.getProperty(code + ".client", ""),
                                lines.getProperty(code + ".operator", "")));
            }
        }
        for (String key : lines.stringPropertyNames()) {
            if (!key.matches("title|text|.+\\.(meaning|client|operator)")) {
                defects.add("unknown key " + key);
            }
        }
        reasons.forEach((code, entry) -> {
            if (entry.meaning().isEmpty()
                    || entry.client().isEmpty()
                    || entry.operator().isEmpty()) {
                defects.add(code + " needs .meaning, .client and .operator");
            }
        });
        return new ReasonDeclarations(
                lines.getProperty("title", ""), lines.getProperty("text", ""), reasons, List.copyOf(defects));
    }

    /** Properties would silently keep the last of several values. */
    private static final class UniqueProperties extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient List<String> defects;

        UniqueProperties(List<String> defects) {
            this.defects = defects;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                defects.add(key + " occurs twice");
            }
            return super.put(key, value);
        }
    }
}
