package dev.gatehouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Every lock that can be reached from a mechanism: the monitors of its objects and classes, and the locks of
 * {@code java.util.concurrent}. A call that ends while another thread holds all of them takes none.
 */
final class HeldLocks {

    private static final long STACK = 64L << 20;
    private static final long BETWEEN_LOOKS = 1_000_000;

    private final List<Object> locks = new ArrayList<>();

    HeldLocks(TestMechanism mechanism) {
        for (ObjectGraph.Node node : ObjectGraph.of(mechanism.roots()).nodes()) {
            Object object = node.object();
            Class<?> type = object.getClass();
            boolean plainMonitor = type == Object.class || SharedCollections.isUnguarded(object);
            if (!ObjectGraph.isClosed(type)) {
                locks.add(object);
                locks.add(type);
            } else if (plainMonitor || object instanceof ReentrantLock || object instanceof ReentrantReadWriteLock) {
                locks.add(object);
            }
        }
    }

    /** Returns whether the code, on a thread of its own, ends while this one holds the locks. */
    boolean areNotNeededBy(Runnable code) {
        Thread call = new Thread(code, "call without locks");
        call.setDaemon(true);
        call.setUncaughtExceptionHandler((thread, thrown) -> {});
        List<Boolean> ended = new ArrayList<>();
        // One level of the stack for each lock.
        Thread holder = new Thread(null, () -> holding(0, () -> ended.add(endsWithoutWaiting(call))), "locks", STACK);
        holder.setDaemon(true);
        holder.start();
        join(holder);
        join(call);
        return ended.contains(true);
    }

    private void holding(int first, Runnable inside) {
        if (first == locks.size()) {
            inside.run();
            return;
        }
        Object object = locks.get(first);
        if (object instanceof ReentrantLock lock) {
            holding(lock, first, inside);
        } else if (object instanceof ReentrantReadWriteLock lock) {
            holding(lock.writeLock(), first, inside);
        } else {
            synchronized (object) {
                holding(first + 1, inside);
            }
        }
    }

    private void holding(Lock lock, int first, Runnable inside) {
        lock.lock();
        try {
            holding(first + 1, inside);
        } finally {
            lock.unlock();
        }
    }

    private static boolean endsWithoutWaiting(Thread call) {
        call.start();
        while (true) {
            switch (call.getState()) {
                case TERMINATED -> {
                    return true;
                }
                case BLOCKED, WAITING, TIMED_WAITING -> {
                    // A thread that has not begun yet, or that is about to end, may wait for the JVM.
                    if (call.getStackTrace().length > 0) {
                        return false;
                    }
                }
                case NEW, RUNNABLE -> LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
