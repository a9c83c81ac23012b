package dev.gatehouse.jwt;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Lends {@link Scratch}es, a few for all threads, striped by thread. A thread that finds none gets a new one, so nobody waits. Thread-safe. */
final class ScratchPool {

    private final AtomicReferenceArray<@Nullable Scratch> idle;
    private final int mask;

    ScratchPool() {
        int stripes = Integer.highestOneBit(
                Math.max(4, Math.min(64, 4 * Runtime.getRuntime().availableProcessors())));
        this.idle = new AtomicReferenceArray<>(stripes);
        this.mask = stripes - 1;
    }

    /** Returns one that is the caller's until it is given back. */
    Scratch take() {
        Scratch scratch = idle.getAndSet(stripe(), null);
        return scratch == null ? new Scratch() : scratch;
    }

    /** Takes one back that the caller will not touch any more. */
    void giveBack(Scratch scratch) {
        idle.set(stripe(), scratch);
    }

    private int stripe() {
        return (int) (Thread.currentThread().getId() * 0x9E3779B9L >>> 8) & mask;
    }
}
