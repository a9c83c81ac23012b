package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the contract asks when many threads ask at once. */
final class ConcurrencyRules {

    private static final int THREADS = 16;
    private static final int ROUNDS = 8;

    /**
     * No measure of speed: a hundred slow password hashes on a busy machine take their time, and only what hangs takes
     * longer.
     */
    private static final long HANGING_MINUTES = 5;

    private final MechanismUnderTest contract;

    ConcurrencyRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        List<TestRequest> bad = List.copyOf(contract.badRequests().values());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<Caller>>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<TestRequest> good = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    good.add(contract.goodRequest(mechanism));
                }
                // Each bad request is asked about by one thread only, so that a throttle does not begin to count for
                // good ones.
                List<TestRequest> ownBad = thread < bad.size() ? List.of(bad.get(thread)) : List.of();
                answers.add(threads.submit(() -> {
                    start.await();
                    return ask(mechanism, good, ownBad);
                }));
            }
            compare(answers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Caller> ask(TestMechanism mechanism, List<TestRequest> good, List<TestRequest> bad) {
        List<Caller> callers = new ArrayList<>();
        for (TestRequest request : good) {
            AuthenticationResult result = mechanism.judge(request, "a good credential");
            if (!(result instanceof Authenticated authenticated)) {
                throw Rule.CONCURRENT.broken("a good credential: " + RequestRules.describe(result), null);
            }
            callers.add(authenticated.caller());
            for (TestRequest wrong : bad) {
                Rule.CONCURRENT.check(
                        !(mechanism.judge(wrong, "a bad credential") instanceof Authenticated),
                        "a bad credential is authenticated during concurrent calls with good ones");
            }
        }
        return callers;
    }

    private static void compare(List<Future<List<Caller>>> answers) {
        List<Caller> callers = new ArrayList<>();
        for (Future<List<Caller>> answer : answers) {
            try {
                callers.addAll(answer.get(HANGING_MINUTES, TimeUnit.MINUTES));
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                throw cause instanceof AssertionError broken && Rule.CONCURRENT.isBrokenBy(broken)
                        ? broken
                        : Rule.CONCURRENT.broken(String.valueOf(cause), cause);
            } catch (TimeoutException hanging) {
                throw Rule.CONCURRENT.broken("no answer within " + HANGING_MINUTES + " minutes", hanging);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Rule.CONCURRENT.broken("interrupted", interrupted);
            }
        }
        for (Caller caller : callers) {
            Rule.CONCURRENT.check(
                    RequestRules.same(callers.get(0), caller),
                    callers.get(0) + " and " + caller + " for one credential");
        }
    }
}
