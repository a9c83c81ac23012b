package dev.gatehouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What the contract asks of collections that requests change: that a lock guards them. */
final class CollectionRules {

    private static final int THREADS = 8;
    private static final int FORGED = 64;
    /** Waves with good requests, which may be dear to make, and all waves. */
    private static final int DEAR_WAVES = 4;

    private static final int WAVES = 60;

    private final MechanismUnderTest contract;
    private final AtomicInteger numbers = new AtomicInteger();

    CollectionRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        TestContext context = contract.context();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            boolean guarded = false;
            for (int wave = 0; wave < WAVES && !guarded; wave++) {
                // A new mechanism has empty collections, which change most when they fill.
                context.closeState();
                try (TestMechanism mechanism = TestMechanism.create(contract, context)) {
                    guarded = isUnchanged(mechanism, threads, wave < DEAR_WAVES);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns whether requests change none of the collections; otherwise lets many do it at once. */
    private boolean isUnchanged(TestMechanism mechanism, ExecutorService threads, boolean withGood) {
        SharedCollections collections = new SharedCollections(mechanism);
        ask(mechanism, requests(mechanism, withGood, 2));
        contract.badRequests().forEach((what, request) -> mechanism.judge(request, what));
        collections.keepChanged();
        if (collections.isEmpty()) {
            return true;
        }
        storm(threads, mechanism, withGood);
        collections.damage().ifPresent(damage -> {
            throw Rule.CONCURRENT.broken(damage, null);
        });
        return false;
    }

    private void storm(ExecutorService threads, TestMechanism mechanism, boolean withGood) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<TestRequest> requests = requests(mechanism, withGood, FORGED);
            ends.add(threads.submit(() -> {
                start.await();
                ask(mechanism, requests);
                return null;
            }));
        }
        for (Future<?> end : ends) {
            try {
                end.get();
            } catch (ExecutionException failed) {
                throw Rule.CONCURRENT.broken(
                        "concurrent calls: " + failed.getCause().getMessage(), failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Rule.CONCURRENT.broken("interrupted", interrupted);
            }
        }
    }

    private List<TestRequest> requests(TestMechanism mechanism, boolean withGood, int forged) {
        TestRequest good = contract.goodRequest(mechanism);
        List<TestRequest> requests = new ArrayList<>();
        if (withGood) {
            requests.add(good);
            requests.add(contract.goodRequest(mechanism));
        }
        OwnValue own = OwnValue.of(mechanism.source(), good);
        for (int i = 0; i < forged && own != null; i++) {
            requests.add(own.forged(good, numbers.incrementAndGet()));
        }
        return requests;
    }

    private static void ask(TestMechanism mechanism, List<TestRequest> requests) {
        requests.forEach(request -> mechanism.judge(request, "a forged credential"));
    }
}
