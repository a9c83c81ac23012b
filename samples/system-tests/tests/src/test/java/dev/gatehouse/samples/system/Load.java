package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** People who log in, work and log out all the time, and a tally of what they were answered. Thread-safe. */
final class Load implements AutoCloseable {

    /** How long another node may go on with a session that has ended. */
    private static final long ENDED_EVERYWHERE = TimeUnit.SECONDS.toNanos(1);

    private static final int STAY = 5;

    /** What is known of a session. */
    enum State {
        LIVE,
        /** Its logout was sent; whether it arrived is not known yet, or never. */
        LEAVING,
        ENDED
    }

    /** One session. */
    static final class Visit {
        private final String user;
        private final String cookie;
        private volatile State state = State.LIVE;
        private volatile long endedAt;

        private Visit(String user, String cookie) {
            this.user = user;
            this.cookie = cookie;
        }

        String cookie() {
            return cookie;
        }
    }

    private final Client client;
    private final List<String> users;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> tally = new ConcurrentHashMap<>();
    private final Object logins = new Object();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);
    /** What they have no time for is dropped: on a busy machine there is less to do, not a longer wait. */
    private final ExecutorService workers = new ThreadPoolExecutor(
            32, 32, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(32), new ThreadPoolExecutor.DiscardPolicy());

    Load(URI base) {
        this(base, List.of("demo", "act", "view"));
    }

    /** Has users whose passwords are their names. */
    Load(URI base, List<String> users) {
        client = new Client(base);
        this.users = users;
    }

    /** Begins with so many sessions, then sends so many requests per second. */
    void start(int sessions, int perSecond) throws IOException, InterruptedException {
        for (int i = 0; i < sessions; i++) {
            String user = users.get(i % users.size());
            visits.add(new Visit(user, client.cookie(user)));
        }
        long pace = TimeUnit.SECONDS.toNanos(1) / perSecond;
        clock.scheduleAtFixedRate(() -> workers.execute(() -> count(() -> use(any()))), 0, pace, TimeUnit.NANOSECONDS);
        // All come from one address, which may log in once a second for long; none is made up for later.
        clock.scheduleWithFixedDelay(() -> count(this::login), 0, 1_100, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(() -> count(this::logout), 0, 1_300, TimeUnit.MILLISECONDS);
    }

    /** What was wrong: sessions lost or revived, and answers that no user should get. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How often what was answered. */
    Map<String, Long> tally() {
        Map<String, Long> sums = new TreeMap<>();
        tally.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    long count(String name) {
        LongAdder count = tally.get(name);
        return count == null ? 0 : count.sum();
    }

    /** Returns when so many more were answered in this way, however long that takes. */
    void awaitMore(String name, long answers) throws InterruptedException {
        long enough = count(name) + answers;
        while (count(name) < enough) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Runs something while no login is on its way. */
    void withoutLogins(Runnable action) {
        synchronized (logins) {
            action.run();
        }
    }

    List<Visit> visits(State state) {
        return visits.stream().filter(visit -> visit.state == state).toList();
    }

    /** Sends nothing more and waits for the last answers. */
    @Override
    public void close() {
        try {
            for (ExecutorService executor : List.of(clock, workers)) {
                executor.shutdown();
                executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void count(Step step) {
        try {
            step.run();
        } catch (IOException broken) {
            add("broken");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError failure) {
            wrong.add(failure.toString());
        }
    }

    private Visit any() {
        return visits.get(ThreadLocalRandom.current().nextInt(visits.size()));
    }

    private void use(Visit visit) throws IOException, InterruptedException {
        State before = visit.state;
        boolean dead = before == State.ENDED && System.nanoTime() - visit.endedAt > ENDED_EVERYWHERE;
        HttpResponse<String> answer = client.who(visit.cookie);
        boolean live = before == State.LIVE && visit.state == State.LIVE;
        switch (answer.statusCode()) {
            case 200 -> {
                add("200");
                if (dead) {
                    wrong.add("revived: " + visit.user);
                } else if (!answer.body().contains("\"userId\":\"" + visit.user + "\"")) {
                    wrong.add("answered for another user: " + visit.user + ": " + answer.body());
                }
            }
            case 401 -> {
                add(before == State.LIVE ? "401 while leaving" : "401 after logout");
                if (live) {
                    wrong.add("lost: " + visit.user);
                }
            }
            case 503 -> add("503");
            case RoundRobin.BROKEN -> add("broken");
            default -> wrong.add("status " + answer.statusCode());
        }
    }

    private void login() throws IOException, InterruptedException {
        String user = users.get(ThreadLocalRandom.current().nextInt(users.size()));
        HttpResponse<String> answer;
        synchronized (logins) {
            answer = client.login(user);
        }
        add("login " + answer.statusCode());
        switch (answer.statusCode()) {
            case 204 -> visits.add(new Visit(user, Client.cookie(answer)));
            case 503, RoundRobin.BROKEN -> {}
            default -> wrong.add("login " + answer.statusCode());
        }
    }

    private void logout() throws IOException, InterruptedException {
        List<Visit> live = visits(State.LIVE);
        // Some sessions have to stay while no login succeeds.
        if (live.size() < STAY) {
            return;
        }
        Visit visit = live.get(ThreadLocalRandom.current().nextInt(live.size()));
        visit.state = State.LEAVING;
        HttpResponse<String> answer = client.logout(visit.cookie);
        add("logout " + answer.statusCode());
        switch (answer.statusCode()) {
            case 204 -> {
                visit.endedAt = System.nanoTime();
                visit.state = State.ENDED;
            }
            case 503, RoundRobin.BROKEN -> {}
            default -> wrong.add("logout " + answer.statusCode());
        }
    }

    private void add(String name) {
        tally.computeIfAbsent(name, key -> new LongAdder()).increment();
    }
}
