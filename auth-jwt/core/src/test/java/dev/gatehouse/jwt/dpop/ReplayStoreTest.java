package dev.gatehouse.jwt.dpop;

import static dev.gatehouse.jwt.dpop.ReplayStore.Answer.FORGOTTEN;
import static dev.gatehouse.jwt.dpop.ReplayStore.Answer.FULL;
import static dev.gatehouse.jwt.dpop.ReplayStore.Answer.NEW;
import static dev.gatehouse.jwt.dpop.ReplayStore.Answer.SEEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReplayStoreTest {

    private static final long AGE = 60_000;
    private static final long NOW = TestToken.NOW * 1_000;

    private final ReplayStore store = new ReplayStore(3);

    private ReplayStore.Answer add(int proof, long issuedAt, long now) {
        return store.add(new TokenDigest(proof, 0, 0, 0), issuedAt, AGE, now);
    }

    @Test
    void proof_isNewOnce() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(SEEN, add(1, NOW, NOW));
        assertEquals(SEEN, add(1, NOW, NOW + AGE));
        assertEquals(NEW, add(2, NOW, NOW + AGE));
    }

    @Test
    void sameIdentifierWithAnotherTime_isSeen() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(SEEN, add(1, NOW + 5_000, NOW + 5_000));
        assertEquals(SEEN, add(1, NOW - 5_000, NOW + 5_000));
    }

    @Test
    void fullStore_refusesNewProofs() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(NEW, add(2, NOW, NOW));
        assertFalse(store.full());
        assertEquals(NEW, add(3, NOW, NOW));
        assertTrue(store.full());
        for (int proof = 4; proof < 1_000; proof++) {
            assertEquals(FULL, add(proof, NOW, NOW));
        }
        assertEquals(SEEN, add(1, NOW, NOW));
        assertEquals(SEEN, add(2, NOW, NOW));
        assertEquals(SEEN, add(3, NOW, NOW));
    }

    @Test
    void refusedProof_isNotRemembered() {
        add(1, NOW, NOW);
        add(2, NOW, NOW);
        add(3, NOW, NOW);
        assertEquals(FULL, add(4, NOW, NOW));
        store.resize(4);
        assertEquals(NEW, add(4, NOW, NOW));
    }

    @Test
    void expiredProof_makesRoom() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(NEW, add(2, NOW + 10_000, NOW + 10_000));
        assertEquals(NEW, add(3, NOW + 10_000, NOW + 10_000));
        assertEquals(FULL, add(4, NOW + 10_000, NOW + 60_000));
        assertEquals(NEW, add(4, NOW + 61_000, NOW + 61_000));
        assertEquals(FULL, add(5, NOW + 61_000, NOW + 61_000));
        assertEquals(SEEN, add(2, NOW + 10_000, NOW + 70_000));
    }

    @Test
    void smallerStore_keepsProofs() {
        add(1, NOW, NOW);
        add(2, NOW, NOW);
        store.resize(1);
        assertEquals(SEEN, add(1, NOW, NOW));
        assertEquals(SEEN, add(2, NOW, NOW));
        assertEquals(FULL, add(3, NOW, NOW));
    }

    @Test
    void clockSetBack_isForgotten() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(NEW, add(2, NOW + 120_000, NOW + 120_000));
        assertEquals(FORGOTTEN, add(1, NOW, NOW));
        assertEquals(FORGOTTEN, add(3, NOW + 999, NOW + 1_000));
        assertEquals(NEW, add(3, NOW + 1_000, NOW + 1_000));
    }

    @Test
    void raisedAge_isForgotten() {
        assertEquals(NEW, add(1, NOW, NOW));
        assertEquals(NEW, add(2, NOW + 90_000, NOW + 90_000));
        assertEquals(FORGOTTEN, store.add(new TokenDigest(1, 0, 0, 0), NOW, 300_000, NOW + 90_000));
    }

    @Test
    void manyThreadsWithOneProof_oneWins() throws Exception {
        int threads = 16;
        ReplayStore large = new ReplayStore(10_000);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                TokenDigest proof = new TokenDigest(round, 1, 2, 3);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<ReplayStore.Answer>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    answers.add(pool.submit(() -> {
                        start.await();
                        return large.add(proof, NOW, AGE, NOW);
                    }));
                }
                start.countDown();
                int won = 0;
                for (Future<ReplayStore.Answer> answer : answers) {
                    won += answer.get() == NEW ? 1 : 0;
                }
                assertEquals(1, won);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
