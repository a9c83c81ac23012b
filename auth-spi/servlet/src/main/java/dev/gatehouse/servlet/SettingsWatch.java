package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ReloadState;
import dev.gatehouse.support.StackSummary;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the settings files at intervals, on a thread of its own, and reloads the settings when the content has
 * changed. A change counts when two looks in a row find the same content, so that a file is not read while it is being
 * written. Content that cannot be used is reported once. It is tried again after longer and longer pauses, because the
 * reason may lie elsewhere. Thread-safe.
 */
final class SettingsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final int LONGEST_PAUSE = 64;

    private final Supplier<Map<Path, String>> contents;
    private final Runnable reload;
    private final BooleanSupplier failed;
    private final BackgroundThreads threads = new BackgroundThreads(
            "gatehouse-reload", "gatehouse-reload", defect -> LOG.error("watching the settings failed", defect));
    private Duration interval = Duration.ZERO;
    private long generation;
    private Map<Path, String> seen = Map.of();
    private Map<Path, String> attempted = Map.of();
    private String reported = "";
    private int pause = 1;
    private int looks;
    private volatile boolean closed;

    /**
     * Creates a watch that does not look yet.
     *
     * @param contents returns digests of the files
     * @param reload reloads the settings and calls {@link #attempted}; throws an exception if they cannot be used
     * @param failed whether the last reload failed, including those that others asked for
     */
    SettingsWatch(Supplier<Map<Path, String>> contents, Runnable reload, BooleanSupplier failed) {
        this.contents = contents;
        this.reload = reload;
        this.failed = failed;
    }

    Map<Path, String> contents() {
        return contents.get();
    }

    /**
     * Says which content was used for a start or reload, whether it succeeded or not.
     *
     * @param before the contents just before it; a file that changed meanwhile is then seen as changed
     */
    synchronized void attempted(Map<Path, String> before) {
        Map<Path, String> now = new LinkedHashMap<>(contents.get());
        now.replaceAll((file, digest) -> before.getOrDefault(file, digest));
        attempted = now;
    }

    /** Looks at this interval from now on; never if it is zero. */
    synchronized void every(Duration time) {
        if (!time.equals(interval)) {
            interval = time;
            generation++;
            if (!time.isZero()) {
                schedule(generation);
            }
        }
    }

    private synchronized void schedule(long current) {
        if (current == generation) {
            threads.after(interval, () -> {
                try {
                    look();
                } finally {
                    schedule(current);
                }
            });
        }
    }

    /** Looks at the files once. */
    void look() {
        if (!isDue(contents.get())) {
            return;
        }
        String problem;
        try {
            reload.run();
            LOG.info("the settings were reloaded");
            problem = "";
        } catch (RuntimeException cause) {
            if (closed) {
                return;
            }
            problem = ReloadState.reason(cause);
            report(problem, cause);
        }
        remember(problem);
    }

    private synchronized boolean isDue(Map<Path, String> now) {
        boolean settled = now.equals(seen);
        seen = now;
        if (!now.equals(attempted)) {
            pause = 1;
            if (settled) {
                reported = "";
            }
            return settled;
        }
        looks++;
        return failed.getAsBoolean() && looks >= pause;
    }

    private synchronized void report(String problem, RuntimeException cause) {
        if (!problem.equals(reported)) {
            LOG.error("the settings cannot be reloaded, and the previous ones stay in effect: {}", problem);
            LOG.debug("reload failed with {}", StackSummary.of(cause));
        }
    }

    private synchronized void remember(String problem) {
        reported = problem;
        looks = 0;
        pause = problem.isEmpty() ? 1 : Math.min(LONGEST_PAUSE, 2 * pause);
    }

    @Override
    public void close() {
        closed = true;
        threads.close();
    }
}
