package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of code waits for, as the JDK's flight recorder sees it: each sleep, wait and park, and each read or
 * write of a file or socket, however short. The speed of the machine plays no part.
 *
 * <p>Not seen are uncontended locks, name resolution, looking for a file without reading it, and native code.
 */
final class RecordedWaits {

    private static final Set<String> EVENTS = Set.of(
            "jdk.ThreadSleep",
            "jdk.ThreadPark",
            "jdk.JavaMonitorWait",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce",
            "jdk.SocketRead",
            "jdk.SocketWrite");

    /** Loading classes, collecting entropy, taking a lock, which is mostly free, and printing, found elsewhere. */
    private static final List<String> HARMLESS = List.of(
            "java.lang.ClassLoader.loadClass",
            "java.security.SecureRandom.",
            "java.util.concurrent.locks.ReentrantLock.lock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock.lock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock.lock",
            "java.io.PrintStream.",
            "java.util.logging.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.apache.logging.");

    private RecordedWaits() {}

    /** Whether this JVM has a flight recorder. */
    static boolean canRecord() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    }

    /**
     * Runs each piece of code on a thread of its own, one after the other, and returns what each waited for, in words.
     */
    static List<List<String>> during(Runnable... code) {
        try (Recording recording = new Recording()) {
            for (String event : EVENTS) {
                recording.enable(event).withoutThreshold().withStackTrace();
            }
            recording.start();
            List<Long> threads = new ArrayList<>();
            for (Runnable piece : code) {
                threads.add(run(piece));
            }
            recording.stop();
            return waits(recording, threads);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long run(Runnable code) {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(code, "contract of a mechanism");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, throwable) -> thrown.add(throwable));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        for (Throwable throwable : thrown) {
            if (throwable instanceof AssertionError broken) {
                throw broken;
            }
            throw new IllegalStateException(throwable);
        }
        return thread.getId();
    }

    private static List<List<String>> waits(Recording recording, List<Long> threads) throws IOException {
        List<List<String>> waits = new ArrayList<>();
        threads.forEach(thread -> waits.add(new ArrayList<>()));
        Path file = Files.createTempFile("contract", ".jfr");
        try {
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                int piece = event.getThread() == null
                        ? -1
                        : threads.indexOf(event.getThread().getJavaThreadId());
                boolean wanted = EVENTS.contains(event.getEventType().getName());
                String wait = piece < 0 || !wanted ? null : describe(event);
                if (wait != null && !waits.get(piece).contains(wait)) {
                    waits.get(piece).add(wait);
                }
            }
            return waits;
        } finally {
            Files.delete(file);
        }
    }

    /** Returns what and where; {@code null} for what is harmless. */
    private static @Nullable String describe(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        String where = "";
        for (RecordedFrame frame : stack == null ? List.<RecordedFrame>of() : stack.getFrames()) {
            String type = frame.getMethod().getType().getName();
            String method = type + "." + frame.getMethod().getName();
            if (HARMLESS.stream().anyMatch(method::startsWith)) {
                return null;
            }
            boolean ofJdk = type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
            if (where.isEmpty() && !ofJdk) {
                where = " in " + method + " (line " + frame.getLineNumber() + ")";
            }
        }
        return switch (event.getEventType().getName()) {
            case "jdk.ThreadSleep" -> "it sleeps" + where;
            case "jdk.ThreadPark", "jdk.JavaMonitorWait" -> "it waits for another thread" + where;
            case "jdk.FileRead" -> "it reads the file " + event.getString("path") + where;
            case "jdk.FileWrite", "jdk.FileForce" -> "it writes the file " + event.getString("path") + where;
            default -> "it uses a socket" + where;
        };
    }
}
