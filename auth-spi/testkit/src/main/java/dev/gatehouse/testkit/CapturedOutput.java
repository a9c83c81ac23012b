package dev.gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Captures standard output, standard error and {@code java.util.logging} while it is open. Console appenders of other
 * logging libraries write to standard output.
 */
final class CapturedOutput implements AutoCloseable {

    private static final class Recorder extends Handler {
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void publish(@Nullable LogRecord logged) {
            if (logged == null) {
                return;
            }
            text.append(logged.getMessage()).append('\n');
            Object[] parameters = logged.getParameters();
            for (Object parameter : parameters == null ? new Object[0] : parameters) {
                text.append(parameter).append('\n');
            }
            if (logged.getThrown() != null) {
                StringWriter trace = new StringWriter();
                logged.getThrown().printStackTrace(new PrintWriter(trace, true));
                text.append(trace);
            }
        }

        synchronized String heard() {
            return text.toString();
        }

        synchronized void clear() {
            text.setLength(0);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Keeps what comes from a logging library apart from what a mechanism prints itself. */
    private static final class Sorter extends OutputStream {
        private static final Set<String> LOGGING = Set.of(
                "java.util.logging.",
                "ch.qos.logback.",
                "org.apache.logging.",
                "org.apache.log4j.",
                "org.slf4j.",
                "org.tinylog.");

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            all.write(bytes, offset, length);
            boolean logged = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> LOGGING.stream().anyMatch(frame.getClassName()::startsWith)));
            if (!logged) {
                printed.write(bytes, offset, length);
            }
        }
    }

    private final Sorter bytes = new Sorter();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level level = root.getLevel();
    private final Recorder recorder = new Recorder();

    CapturedOutput() {
        recorder.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        // Before the streams change: the first use of the root creates its console handler, which keeps its stream.
        root.addHandler(recorder);
        PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(output);
        System.setErr(output);
    }

    String text() {
        return bytes.all.toString(StandardCharsets.UTF_8) + recorder.heard();
    }

    /** Returns what was written and logged since the last call. */
    String taken() {
        String text = text();
        bytes.all.reset();
        recorder.clear();
        return text;
    }

    /** Returns what was written to standard output and standard error, and not by a logging library. */
    String printed() {
        return bytes.printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(recorder);
        root.setLevel(level);
    }
}
