package dev.gatehouse.micrometer;

import java.util.Set;
import java.util.stream.Collectors;

/** The reason codes that the modules on the class path declare. Immutable. */
record DeclaredReasons(Set<String> codes) {

    private static final String FILE = "META-INF/gatehouse/reasons.properties";
    private static final String END = ".meaning";
    private static final String OTHER = "other";

    /** Reads the declarations that this class and the current thread can see. */
    static DeclaredReasons find() {
        return new DeclaredReasons(ClassPathTexts.read(FILE).keySet().stream()
                .filter(key -> key.endsWith(END))
                .map(key -> key.substring(0, key.length() - END.length()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns the code if it is declared; otherwise one value for all others, so that their number is bounded. */
    String known(String code) {
        return codes.contains(code) ? code : OTHER;
    }
}
