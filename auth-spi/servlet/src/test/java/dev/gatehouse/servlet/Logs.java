package dev.gatehouse.servlet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what is logged by a logger and those below it. */
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    private Logs(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
    }

    static Logs of(String name) {
        return of(name, Level.INFO);
    }

    static Logs of(String name, Level level) {
        Logs logs = new Logs((Logger) LoggerFactory.getLogger(name));
        logs.setContext(logs.logger.getLoggerContext());
        logs.start();
        logs.logger.setLevel(level);
        logs.logger.addAppender(logs);
        return logs;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Returns everything that an event would show: its message and the messages of the failures in it. */
    List<String> everything() {
        List<String> texts = new ArrayList<>();
        for (ILoggingEvent event : events) {
            texts.add(event.getFormattedMessage());
            for (IThrowableProxy failure = event.getThrowableProxy(); failure != null; failure = failure.getCause()) {
                texts.add(String.valueOf(failure.getMessage()));
            }
        }
        return texts;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
        stop();
    }
}
