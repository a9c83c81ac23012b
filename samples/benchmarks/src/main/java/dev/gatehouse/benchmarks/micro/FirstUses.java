package dev.gatehouse.benchmarks.micro;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.benchmarks.verify.GatehouseCheck;
import dev.gatehouse.benchmarks.verify.TokenCheck;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts the signature checks of many threads that come with the same new token at once. */
public final class FirstUses {

    /** How many threads come at once. */
    public static final int THREADS = 64;

    private static final int CACHE = 1 << 20;

    private FirstUses() {}

    /**
     * Counts.
     *
     * @param rounds how many tokens are tried
     * @return the most signature checks that one of them took
     */
    public static int mostChecks(int rounds) throws InterruptedException, ExecutionException {
        CountedSignatures counted;
        try {
            counted = new CountedSignatures();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
        Security.insertProviderAt(counted, 1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            BenchmarkKey key = BenchmarkKey.generate("RS256");
            TokenCheck check = GatehouseCheck.of(key, CACHE);
            int most = 0;
            for (int round = 0; round < rounds; round++) {
                String token = key.sign(TokenShape.claims());
                int before = counted.checks();
                acceptedByAll(threads, check, token);
                most = Math.max(most, counted.checks() - before);
            }
            return most;
        } finally {
            threads.shutdownNow();
            Security.removeProvider(counted.getName());
        }
    }

    private static void acceptedByAll(ExecutorService threads, TokenCheck check, String token)
            throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            answers.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return check.accepts(token);
            }));
        }
        for (Future<Boolean> answer : answers) {
            if (!answer.get()) {
                throw new IllegalStateException("a good token was refused");
            }
        }
    }
}
