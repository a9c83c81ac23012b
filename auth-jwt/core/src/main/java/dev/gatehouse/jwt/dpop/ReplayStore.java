package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.TokenDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers proofs for as long as they could be replayed. It never evicts: a full store refuses new proofs, because an
 * attacker could otherwise flood it until a captured proof is forgotten. If several threads add the same proof, exactly
 * one gets {@link Answer#NEW}. Thread-safe.
 *
 * <p>Proofs are grouped by the second of their {@code iat}, and a whole second is removed at once. A proof from a
 * removed second may have been used before. This happens only if the clock was set back or the allowed age was
 * increased.
 */
final class ReplayStore {

    /** The result of adding a proof. */
    enum Answer {
        /** The proof was new and is now in the store. */
        NEW,
        /** The proof is already in the store. */
        SEEN,
        /** The store is full. */
        FULL,
        /** The proof may have been in the store and removed. */
        FORGOTTEN
    }

    private static final long SECOND = 1_000;

    private final Set<TokenDigest> proofs = new HashSet<>();
    private final TreeMap<Long, List<TokenDigest>> bySecond = new TreeMap<>();
    private long forgotten = Long.MIN_VALUE;
    private int size;

    /** @param size the maximum number of proofs */
    ReplayStore(int size) {
        this.size = size;
    }

    /** Sets the maximum number of proofs. Proofs in the store stay, even if there are more. */
    synchronized void resize(int newSize) {
        size = newSize;
    }

    /**
     * Adds a proof if it is new.
     *
     * @param proof identifies the proof
     * @param issuedAt its {@code iat} in milliseconds
     * @param age the maximum age in milliseconds
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

    /** Returns whether the store is full. Expired proofs may be included. */
    synchronized boolean full() {
        return proofs.size() >= size;
    }

    /** Removes the proofs of all seconds that ended before this time. */
    private void forget(long before) {
        long last = Math.floorDiv(before, SECOND) - 1;
        while (!bySecond.isEmpty() && bySecond.firstKey() <= last) {
            var oldest = bySecond.pollFirstEntry();
            oldest.getValue().forEach(proofs::remove);
            forgotten = Math.max(forgotten, oldest.getKey());
        }
    }
}
