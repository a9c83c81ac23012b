package dev.gatehouse.samples.war;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;

/**
 * Sees what undeployed applications leave behind: what Tomcat finds, which are threads, thread locals and JDBC drivers,
 * and the class loaders.
 */
final class LeakCheck extends Handler implements AutoCloseable {

    /** A minute at the most; a few are needed, until the threads of the JDK's HTTP clients have ended. */
    private static final int COLLECTIONS = 600;

    /** Kept here, because the log manager forgets loggers that are not held. */
    private static final Logger LEAKS = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private final Queue<String> reported = new ConcurrentLinkedQueue<>();

    LeakCheck() {
        LEAKS.setLevel(Level.WARNING);
        LEAKS.addHandler(this);
    }

    void deployed(Context context) {
        loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
    }

    void assertNothingStays(TomcatServer tomcat) throws ReflectiveOperationException {
        assertEquals(List.of(), List.copyOf(reported), "Tomcat's own check of threads, thread locals and drivers");
        RecordComparison.displaceTheLast();
        loaders.forEach(LeakCheck::assertCollected);
        assertArrayEquals(new String[0], tomcat.host().findReloadedContextMemoryLeaks());
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) {
        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        assertNull(loader.get(), "a class loader of an undeployed application is still there");
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
            reported.add(String.valueOf(message.getMessage()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LEAKS.removeHandler(this);
    }
}
