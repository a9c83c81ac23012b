package dev.gatehouse.jwt;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells without a digest that a text is not among the remembered ones: its last characters are none of theirs. The other way round it says nothing: a mark may be anybody's, and
 * one that has been wiped comes back with the next use. So it decides how much work is done, and never what is accepted. Thread-safe.
 */
final class TailMarks {

    /** A tail is a number of so many bits. */
    static final int BITS = 18;

    private volatile AtomicLongArray recent = fresh();
    private volatile AtomicLongArray older = fresh();

    private static AtomicLongArray fresh() {
        return new AtomicLongArray(1 << (BITS - 6));
    }

    /** Returns whether a text with this tail has been marked lately, perhaps. */
    boolean has(int tail) {
        return isSet(recent, tail) || isSet(older, tail);
    }

    /** Marks a tail. */
    void mark(int tail) {
        AtomicLongArray marks = recent;
        if (!isSet(marks, tail)) {
            marks.getAndUpdate(tail >>> 6, word -> word | 1L << tail);
        }
    }

    /** Forgets what has not been marked since the last call. */
    void age() {
        older = recent;
        recent = fresh();
    }

    private static boolean isSet(AtomicLongArray marks, int tail) {
        return (marks.get(tail >>> 6) & 1L << tail) != 0;
    }
}
