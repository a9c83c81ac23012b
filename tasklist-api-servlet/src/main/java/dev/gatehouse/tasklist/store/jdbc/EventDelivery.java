package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.TaskDelivery;
import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.TaskListener;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers recorded events to the listener on a thread of its own. A round is one transaction: it locks the outbox
 * against other nodes, calls the listener for some events and deletes those that it handled.
 *
 * <p>After a failure only the task of the event waits, longer each time. After several failures in a row the engine is
 * probably down: then one event is tried after each pause.
 */
final class EventDelivery implements TaskDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);
    private static final long LONGEST_ROUND_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int OUTAGE = 5;
    private static final Duration LONGEST_OUTAGE_PAUSE = Duration.ofSeconds(30);
    private static final long CLOSE_SECONDS = 10;
    private static final DeliveryStatus NOTHING = new DeliveryStatus(0, null, 0, 0, 0);

    private final StoreDatabase database;
    private final TaskListener listener;
    private final DeliveryOptions options;
    private final Clock clock;
    private final Thread thread;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private int failuresInARow;
    private long lastReadNanos;
    private boolean everRead;
    /** What was read last, because metrics must not wait for the database. */
    private volatile DeliveryStatus last = NOTHING;

    EventDelivery(StoreDatabase database, TaskListener listener, DeliveryOptions options, Clock clock) {
        this.database = database;
        this.listener = listener;
        this.options = options;
        this.clock = clock;
        this.thread = new Thread(this::run, "tasklist-event-delivery");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Says that events may have been committed. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @Override
    public DeliveryStatus status() {
        DeliveryStatus now = database.read(handle -> Outbox.status(handle, delivered.get(), failures.get()));
        last = now;
        return now;
    }

    /** Reads the health from the database. */
    Health health() {
        return DeliveryReport.health(status(), clock.instant());
    }

    /** Returns figures of at most some seconds ago, without a wait. */
    List<Measurement> measurements() {
        DeliveryStatus known = last;
        DeliveryStatus now = new DeliveryStatus(
                known.pending(), known.oldest(), known.waitingTasks(), delivered.get(), failures.get());
        return DeliveryReport.measurements(now, clock.instant());
    }

    @Override
    public int discard(String taskId) {
        return database.write(handle -> Outbox.discard(handle, Keys.parse(taskId)));
    }

    @Override
    public void close() {
        closing.countDown();
        wake();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        int outages = 0;
        while (!closed()) {
            boolean more = false;
            try {
                readIfDue();
                more = database.writeBesideOthers(this::round);
                outages = 0;
            } catch (RuntimeException failure) {
                outages++;
                if (!closed()) {
                    LOG.warn("task events cannot be read and will be delivered later: {}", failure.toString());
                }
            }
            try {
                pause(more, outages);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void readIfDue() {
        long now = System.nanoTime();
        if (!everRead || now - lastReadNanos >= READ_NANOS) {
            status();
            everRead = true;
            lastReadNanos = now;
        }
    }

    private void pause(boolean more, int outages) throws InterruptedException {
        int failed = outages > 0 ? outages : failuresInARow - OUTAGE + 1;
        if (failed > 0) {
            Duration pause = backOff(failed);
            Duration limit = pause.compareTo(LONGEST_OUTAGE_PAUSE) > 0 ? LONGEST_OUTAGE_PAUSE : pause;
            closing.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } else if (!more && news.tryAcquire(options.poll().toNanos(), TimeUnit.NANOSECONDS)) {
            news.drainPermits();
        }
    }

    private Duration backOff(int attempts) {
        Duration pause = options.firstRetry().multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(options.longestRetry()) > 0 ? options.longestRetry() : pause;
    }

    /** Delivers some events. Returns whether there may be more. */
    private boolean round(Handle handle) {
        if (Outbox.isEmpty(handle)) {
            last = NOTHING;
            return false;
        }
        if (!Outbox.lock(handle, options.callTimeout())) {
            return false;
        }
        long start = System.nanoTime();
        Set<Long> waiting = new HashSet<>();
        int handled = 0;
        List<Outbox.Recorded> due = Outbox.due(handle, clock.instant());
        if (!due.isEmpty()) {
            database.alone(() -> Outbox.harden(handle));
            // A listener that hangs at the first event must not look like an empty outbox.
            if (last.pending() == 0) {
                last = new DeliveryStatus(due.size(), due.get(0).event().at(), 0, 0, 0);
            }
        }
        for (Outbox.Recorded recorded : due) {
            if (closed() || System.nanoTime() - start > LONGEST_ROUND_NANOS) {
                return true;
            }
            handled++;
            long taskKey = recorded.event().task().key();
            if (waiting.contains(taskKey)) {
                continue;
            }
            if (call(recorded.event(), recorded.attempts())) {
                Outbox.delivered(handle, recorded);
                delivered.incrementAndGet();
                failuresInARow = 0;
                continue;
            }
            waiting.add(taskKey);
            int attempts = recorded.attempts() + 1;
            Outbox.retry(handle, taskKey, attempts, clock.instant().plus(backOff(attempts)));
            failures.incrementAndGet();
            if (++failuresInARow >= OUTAGE) {
                return false;
            }
        }
        return handled == Outbox.BATCH;
    }

    private boolean call(TaskEvent event, int attempts) {
        try {
            listener.onEvent(event);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            LOG.warn(
                    "the listener failed at event {} ({}) of task {}, attempt {}; the task waits for the next attempt",
                    event.id(),
                    event.kind(),
                    event.task().key(),
                    attempts + 1,
                    failure);
            return false;
        }
    }
}
