package dev.gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
                text.append(logged.getThrown()).append('\n');
            }
        }

        synchronized String heard() {
            return text.toString();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level level = root.getLevel();
    private final Recorder recorder = new Recorder();

    CapturedOutput() {
        PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(output);
        System.setErr(output);
        recorder.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8) + recorder.heard();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(recorder);
        root.setLevel(level);
    }
}
