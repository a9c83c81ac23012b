package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;

/**
 * The texts about reason codes in {@code META-INF/gatehouse/reasons.properties} of all modules on the class path.
 * Immutable once read.
 */
final class ReasonTexts {

    private static final String FILE = "META-INF/gatehouse/reasons.properties";

    private final Properties texts = new Properties();

    /** Reads the files of all modules. */
    static ReasonTexts read() {
        ReasonTexts texts = new ReasonTexts();
        // It finds those of --extensions, too.
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader modules = context == null ? ReasonTexts.class.getClassLoader() : context;
        try {
            for (URL file : Collections.list(modules.getResources(FILE))) {
                try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                    texts.texts.load(reader);
                }
            }
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the descriptions of the reasons cannot be read", unreadable);
        }
    }

    /** Returns what a code means; empty if no module describes it. */
    String meaning(String code) {
        return text(code, "meaning");
    }

    /** Returns what the client gets. */
    String client(String code) {
        return text(code, "client");
    }

    /** Returns what an operator can do. */
    String operator(String code) {
        return text(code, "operator");
    }

    private String text(String code, String kind) {
        return texts.getProperty(code + "." + kind, "");
    }
}
