package dev.gatehouse.samples.tasklist;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Replaces the output of {@code logback.xml} by that of the settings, until it is closed. */
final class LogOutput implements AutoCloseable {

    /** The name of the appender in {@code logback.xml}. */
    private static final String DEFAULT = "STDOUT";

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{30} - %msg%n";
    private static final String OLDER = ".%d{yyyy-MM-dd, UTC}.%i.gz";
    private static final long FILE_BYTES = 100 * FileSize.MB_COEFFICIENT;
    private static final long ALL_BYTES = 3 * FileSize.GB_COEFFICIENT;
    private static final int DAYS = 30;

    private final Logger root;
    private final Appender<ILoggingEvent> output;
    private final @Nullable Appender<ILoggingEvent> before;

    private LogOutput(Logger root, Appender<ILoggingEvent> output) {
        this.root = root;
        this.output = output;
        this.before = root.getAppender(DEFAULT);
        root.addAppender(output);
        if (before != null) {
            root.detachAppender(before);
        }
    }

    /**
     * Writes the log as the settings say, or leaves it alone if they say nothing else.
     *
     * @throws StartRefusedException if the file cannot be written
     */
    static AutoCloseable of(LogSettings settings) {
        Path file = settings.file();
        if ((file == null && settings.format() == LogSettings.Format.TEXT)
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return () -> {};
        }
        OutputStreamAppender<ILoggingEvent> output = file == null ? new ConsoleAppender<>() : rolling(context, file);
        output.setContext(context);
        output.setName(file == null ? "console" : "file");
        output.setEncoder(encoder(context, settings.format()));
        output.start();
        if (!output.isStarted()) {
            throw new StartRefusedException("cannot write the log to " + file
                    + ". Let this process write it, or choose another file with " + LogSettings.FILE.key());
        }
        return new LogOutput(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME), output);
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> output = new RollingFileAppender<>();
        output.setContext(context);
        output.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(output);
        policy.setFileNamePattern(file + OLDER);
        policy.setMaxFileSize(new FileSize(FILE_BYTES));
        policy.setTotalSizeCap(new FileSize(ALL_BYTES));
        policy.setMaxHistory(DAYS);
        policy.start();
        output.setRollingPolicy(policy);
        return output;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings.Format format) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> text();
            case JSON -> json();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setPattern(PATTERN);
        text.setCharset(StandardCharsets.UTF_8);
        return text;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder json = new JsonEncoder();
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.setWithMDC(false);
        return json;
    }

    @Override
    public void close() {
        if (before != null) {
            root.addAppender(before);
        }
        root.detachAppender(output);
        output.stop();
    }
}
