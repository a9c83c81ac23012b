package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.TokenDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers proofs for as long as they could be used again. It never forgets one earlier: when it is full it refuses new ones, since a store that makes room can be flooded
 * until the proof that an attacker holds is forgotten. Of many threads with one proof exactly one is told that it is new. Thread-safe.
 *
 * <p>Proofs are kept by the second in which they say that they were made, so all of a second are forgotten together. What is not younger than the youngest proof that was
 * forgotten can't be judged any more, which matters only after the wall clock was set back or the allowed age was raised.
 */
final class ReplayStore {

    /** What the store says to a proof. */
    enum Answer {
        /** It was not here, and now is. */
        NEW,
        /** It was here before. */
        SEEN,
        /** There is no room to remember it. */
        FULL,
        /** It is so old that it may have been here and was forgotten. */
        FORGOTTEN
    }

    private static final long SECOND = 1_000;

    private final Set<TokenDigest> proofs = new HashSet<>();
    private final TreeMap<Long, List<TokenDigest>> bySecond = new TreeMap<>();
    private long forgotten = Long.MIN_VALUE;
    private int size;

    /** @param size how many proofs at most */
    ReplayStore(int size) {
        this.size = size;
    }

    /** Sets how many proofs it holds at most. What is in it stays, also when that is more. */
    synchronized void resize(int newSize) {
        size = newSize;
    }

    /**
     * Asks whether a proof is new, and remembers it then.
     *
     * @param proof what is the same for equal proofs alone
     * @param issuedAt when it says that it was made, in milliseconds
     * @param age how long after that it can be used, in milliseconds
     * @param now the time, in milliseconds
     */
    synchronized Answer add(TokenDigest proof, long issuedAt, long age, long now) {
        forget(now - age);
        long second = Math.floorDiv(issuedAt, SECOND);
        if (second <= forgotten) {
            return Answer.FORGOTTEN;
        }
        if (proofs.contains(proof)) {
            return Answer.SEEN;
        }
        if (proofs.size() >= size) {
            return Answer.FULL;
        }
        proofs.add(proof);
        bySecond.computeIfAbsent(second, any -> new ArrayList<>()).add(proof);
        return Answer.NEW;
    }

    /** Returns whether there is no room, as far as is known without forgetting. */
    synchronized boolean full() {
        return proofs.size() >= size;
    }

    /** Forgets the proofs of all seconds that ended before this time. */
    private void forget(long before) {
        long last = Math.floorDiv(before, SECOND) - 1;
        while (!bySecond.isEmpty() && bySecond.firstKey() <= last) {
            var oldest = bySecond.pollFirstEntry();
            oldest.getValue().forEach(proofs::remove);
            forgotten = Math.max(forgotten, oldest.getKey());
        }
    }
}
