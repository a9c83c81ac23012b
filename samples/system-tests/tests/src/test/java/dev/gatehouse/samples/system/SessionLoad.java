package dev.gatehouse.samples.system;

import dev.gatehouse.keycloak.Patience;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Uses sessions again and again, as fast as they are answered. */
final class SessionLoad implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<?>> work = new ArrayList<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean stopped;

    /** @param sessions their cookies */
    SessionLoad(URI base, List<String> sessions, int users) {
        threads = Executors.newFixedThreadPool(users);
        Client client = new Client(base);
        for (int user = 0; user < users; user++) {
            int first = user * sessions.size() / users;
            work.add(threads.submit(() -> {
                for (int i = first; !stopped; i++) {
                    statuses.add(client.who(sessions.get(i % sessions.size())).statusCode());
                    answers.incrementAndGet();
                }
                return null;
            }));
        }
    }

    /** Waits until this many more requests were answered. */
    void awaitAnswers(int more) {
        long enough = answers.get() + more;
        await(() -> answers.get() >= enough);
    }

    /** Waits until it has come true, or nothing can come of it since a session was lost. */
    void await(BooleanSupplier condition) {
        Patience.await(() -> condition.getAsBoolean()
                || statuses.contains(401)
                || work.stream().anyMatch(Future::isDone));
    }

    /** Ends it, and returns the statuses that came. */
    Set<Integer> stop() throws InterruptedException, ExecutionException {
        stopped = true;
        for (Future<?> user : work) {
            user.get();
        }
        return new TreeSet<>(statuses);
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
