package dev.gatehouse.jwt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the classes that fetch and read keys write to the log, until it is closed. */
public final class HeardKeys implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.gatehouse.jwt.keys");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Level before = logger.getLevel();

    public HeardKeys() {
        logger.setLevel(Level.DEBUG);
        heard.start();
        logger.addAppender(heard);
    }

    public List<String> at(Level level) {
        return List.copyOf(heard.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
        logger.setLevel(before);
    }
}
