package dev.gatehouse.benchmarks.profile;

import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Whom a moment or an object is put down to: whoever stands nearest to it and is not the JDK; of libraries only their names count. */
final class Place {

    private static final String OURS = "dev.gatehouse.";
    private static final String OPERATION = "the operation itself: its text, its request";

    private static final Map<String, String> LIBRARIES = Map.of(
            "com.fasterxml.jackson.", "Jackson: parsing JSON",
            "com.nimbusds.", "Nimbus and the JDK below it: the signature",
            "com.github.benmanes.caffeine.", "Caffeine: looking up what is remembered");

    private Place() {}

    static String of(@Nullable RecordedStackTrace trace) {
        List<RecordedFrame> frames = trace == null ? List.of() : trace.getFrames();
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                if (type.startsWith(library.getKey())) {
                    return library.getValue();
                }
            }
            if (type.startsWith(OURS)) {
                return type.startsWith(OURS + "benchmarks.") ? OPERATION : ours(type);
            }
        }
        return "elsewhere";
    }

    private static String ours(String type) {
        int inner = type.indexOf('$');
        String outer = inner < 0 ? type : type.substring(0, inner);
        return "`" + outer.substring(OURS.length()) + "`";
    }
}
