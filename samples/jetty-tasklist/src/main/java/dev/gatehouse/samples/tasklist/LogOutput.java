package dev.gatehouse.samples.tasklist;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The output of the log. Where Logback's configuration sends it, to the standard output or to files, the settings
 * choose the format, or one file in place of all that. Appenders of other kinds stay as they are.
 */
final class LogOutput {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{30} - %msg%n";
    private static final String OLDER = ".%d{yyyy-MM-dd, UTC}.%i.gz";
    private static final long FILE_BYTES = 100 * FileSize.MB_COEFFICIENT;
    private static final long ALL_BYTES = 3 * FileSize.GB_COEFFICIENT;
    private static final int DAYS = 30;

    private LogOutput() {}

    /**
     * Writes the log as the settings say until the result is closed, or leaves it alone if they say nothing else.
     *
     * @throws StartRefusedException if the file cannot be written
     */
    static AutoCloseable of(LogSettings settings) {
        Path file = settings.file();
        if ((file == null && settings.format() == LogSettings.Format.TEXT)
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return () -> {};
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Encoder<ILoggingEvent> encoder = encoder(context, settings.format());
        return file == null ? formatted(root, encoder) : redirected(root, encoder, file);
    }

    /** Returns whether the log goes to the standard output. */
    static boolean isStandardOutput() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && outputs(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).stream()
                        .anyMatch(ConsoleAppender.class::isInstance);
    }

    private static AutoCloseable formatted(Logger root, Encoder<ILoggingEvent> encoder) {
        Map<OutputStreamAppender<ILoggingEvent>, Encoder<ILoggingEvent>> before = new LinkedHashMap<>();
        for (OutputStreamAppender<ILoggingEvent> output : outputs(root)) {
            before.put(output, output.getEncoder());
            output.setEncoder(encoder);
        }
        return () -> before.forEach(OutputStreamAppender::setEncoder);
    }

    private static AutoCloseable redirected(Logger root, Encoder<ILoggingEvent> encoder, Path file) {
        RollingFileAppender<ILoggingEvent> output = rolling(root.getLoggerContext(), file);
        output.setContext(root.getLoggerContext());
        output.setName("file");
        output.setEncoder(encoder);
        output.start();
        if (!output.isStarted()) {
            throw new StartRefusedException("cannot write the log to " + file
                    + ". Let this process write it, or choose another file with " + LogSettings.FILE.key());
        }
        List<OutputStreamAppender<ILoggingEvent>> before = outputs(root);
        root.addAppender(output);
        before.forEach(root::detachAppender);
        return () -> {
            before.forEach(root::addAppender);
            root.detachAppender(output);
            output.stop();
        };
    }

    private static List<OutputStreamAppender<ILoggingEvent>> outputs(Logger root) {
        List<OutputStreamAppender<ILoggingEvent>> outputs = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> output) {
                outputs.add(output);
            }
        });
        return outputs;
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
}
