package dev.gatehouse.testkit;

import dev.gatehouse.spi.CredentialSource;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * What the contract asks of the memory of a mechanism. It counts the objects that can be reached from it: what is there
 * does not depend on the garbage collector.
 */
final class GrowthRules {

    private static final int REQUESTS = 128;
    private static final int LONG_REQUESTS = 32;
    private static final int LONG = 20_000;

    private final MechanismUnderTest contract;

    GrowthRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            CredentialSource source = mechanism.source();
            TestRequest good = contract.goodRequest(mechanism);
            OwnValue own = OwnValue.of(source, good);
            int full = contract.remembersAtMost();
            if (own == null || full == Integer.MAX_VALUE) {
                return;
            }
            int next = forge(mechanism, own, good, 1, full + REQUESTS);
            Amounts before = objects(mechanism);
            next = forge(mechanism, own, good, next, REQUESTS);
            long between = objects(mechanism).total();
            forge(mechanism, own, good, next, REQUESTS);
            Amounts after = objects(mechanism);
            Rule.NOTHING_IS_KEPT.check(
                    between - before.total() < REQUESTS || after.total() - between < REQUESTS,
                    "after " + (full + REQUESTS) + " bad credentials the mechanism holds " + before.total()
                            + " objects, after " + REQUESTS + " more " + between + ", after as many again "
                            + after.total() + "; there are " + before.growthTo(after)
                            + "; keep nothing of a refused credential, or remove old entries at a limit;"
                            + " remembersAtMost() is for a limit that the mechanism enforces");
            checkLong(mechanism, own, good);
        }
    }

    private static void checkLong(TestMechanism mechanism, OwnValue own, TestRequest good) {
        Amounts before = ObjectGraph.of(mechanism.roots()).characters();
        for (int i = 0; i < LONG_REQUESTS; i++) {
            mechanism.judge(own.forgedLong(good, i, LONG), "a long credential");
        }
        Amounts after = ObjectGraph.of(mechanism.roots()).characters();
        long kept = after.total() - before.total();
        Rule.NOTHING_IS_KEPT.check(
                kept < (long) LONG * LONG_REQUESTS / 2,
                "of " + LONG_REQUESTS + " bad credentials of " + LONG + " characters it keeps " + kept
                        + " characters: " + before.growthTo(after)
                        + "; keep a digest, or refuse long ones first");
    }

    private static int forge(TestMechanism mechanism, OwnValue own, TestRequest good, int first, int count) {
        for (int i = first; i < first + count; i++) {
            mechanism.judge(own.forged(good, i), "a forged credential");
        }
        return first + count;
    }

    private static Amounts objects(TestMechanism mechanism) {
        // Caches of libraries evict in the background.
        if (!ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the common pool is busy");
        }
        return ObjectGraph.of(mechanism.roots()).objects();
    }
}
