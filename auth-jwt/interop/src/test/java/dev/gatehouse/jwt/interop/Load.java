package dev.gatehouse.jwt.interop;

import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.keycloak.Patience;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Callers that send requests with good tokens, each on a thread of its own, until they are stopped. Responses are
 * counted. Thread-safe.
 */
final class Load implements AutoCloseable {

    /** A key that an API has, since it accepted a token that was signed with it. */
    private record Known(ProtectedApi api, String kid) {}

    /** One caller. It shows its token to every API at each turn. */
    private final class Worker implements Runnable {
        private final Supplier<String> issuer;
        private final boolean hold;
        private final AtomicLong turns = new AtomicLong();
        private volatile String token;

        private Worker(Supplier<String> issuer, boolean hold) {
            this.issuer = issuer;
            this.hold = hold;
            this.token = issuer.get();
        }

        @Override
        public void run() {
            while (!stopped) {
                if (!hold || !Instant.now().isBefore(KeycloakTokens.expiry(token))) {
                    renew();
                }
                boolean accepted = true;
                for (ProtectedApi api : apis) {
                    HttpResponse<String> response = answer(api);
                    answers.computeIfAbsent(response.statusCode(), status -> new AtomicInteger())
                            .incrementAndGet();
                    accepted &= response.statusCode() == 200;
                }
                if (accepted) {
                    kids.add(kid());
                }
                turns.incrementAndGet();
                Patience.pause();
            }
        }

        /**
         * Returns the answer to the token. A new key is fetched by the first one who comes with it; when that takes
         * longer than the API lets a caller wait, the caller is told to come again, and does.
         */
        private HttpResponse<String> answer(ProtectedApi api) {
            Known key = new Known(api, kid());
            boolean before = known.contains(key);
            HttpResponse<String> response = api.get("/read", token);
            while (response.statusCode() == 503 && !before) {
                Undecided.check(response, "a new key");
                Patience.pause();
                before = known.contains(key);
                response = api.get("/read", token);
            }
            if (response.statusCode() == 200) {
                known.add(key);
            }
            return response;
        }

        /** Keeps the old token, which is good for longer, when the issuer is down. */
        private void renew() {
            try {
                token = issuer.get();
            } catch (UncheckedIOException | IllegalStateException noToken) {
                failedRenewals.incrementAndGet();
            }
        }

        private String kid() {
            return KeycloakTokens.header(token).path("kid").textValue();
        }
    }

    private final List<ProtectedApi> apis;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Set<String> kids = ConcurrentHashMap.newKeySet();
    private final Set<Known> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failedRenewals = new AtomicInteger();
    private volatile boolean stopped;

    Load(List<ProtectedApi> apis) {
        this.apis = List.copyOf(apis);
    }

    /** Adds a caller that gets a new token for every request. */
    Load fresh(Supplier<String> issuer) {
        return add(new Worker(issuer, false));
    }

    /** Adds a caller that uses each token up to its {@code exp}. */
    Load held(Supplier<String> issuer) {
        return add(new Worker(issuer, true));
    }

    private Load add(Worker worker) {
        workers.add(worker);
        running.add(threads.submit(worker));
        return this;
    }

    /** Waits until every caller has been answered this many times more. */
    void awaitTurns(int more) {
        List<Long> before = workers.stream().map(worker -> worker.turns.get()).toList();
        await("turns of every caller", () -> {
            for (int i = 0; i < workers.size(); i++) {
                if (workers.get(i).turns.get() < before.get(i) + more) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until a token that was signed with this key has been accepted. */
    void awaitAccepted(String kid) {
        await("a token with the key " + kid, () -> kids.contains(kid));
    }

    /** Waits until no caller has a token any more that was signed with another key than these. */
    void awaitOnly(Set<String> allowed) {
        await("tokens with new keys alone", () -> workers.stream().allMatch(worker -> allowed.contains(worker.kid())));
    }

    private void await(String what, BooleanSupplier condition) {
        Patience.await(() -> condition.getAsBoolean() || running.stream().anyMatch(Future::isDone));
        if (!condition.getAsBoolean()) {
            throw new AssertionError("no " + what + " before a caller failed; answers so far: " + answers());
        }
    }

    /** Returns how often each status was answered. */
    Map<Integer, Integer> answers() {
        Map<Integer, Integer> counts = new TreeMap<>();
        answers.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    int failedRenewals() {
        return failedRenewals.get();
    }

    /** Stops the callers; what one of them failed with is thrown. */
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        for (Future<?> worker : running) {
            try {
                worker.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                threads.shutdownNow();
                return;
            } catch (ExecutionException failure) {
                threads.shutdownNow();
                throw new AssertionError("a caller failed", failure);
            }
        }
    }
}
