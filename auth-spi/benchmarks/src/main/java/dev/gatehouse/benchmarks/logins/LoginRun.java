package dev.gatehouse.benchmarks.logins;

import dev.gatehouse.benchmarks.http.Connection;
import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Tries logins with wrong passwords at our host in a real container, one after the other: in every round each {@link Arm} once, in an order drawn by lot. */
public final class LoginRun implements AutoCloseable {

    private static final int THREADS = 8;
    private static final String POOL = "logins-";

    /** The throttle lets through whatever comes. */
    private static final Map<String, String> SETTINGS = Map.of(
            "auth.mechanisms", "cookie",
            "auth.sessions", "memory",
            "auth.cookie.account-tries", "1000000",
            "auth.cookie.account-interval", "1ms",
            "auth.cookie.account-total-tries", "1000000",
            "auth.cookie.account-total-interval", "1ms",
            "auth.cookie.source-tries", "1000000",
            "auth.cookie.source-interval", "1ms");

    private final Directory directory;
    private final Server server;
    private final Gatehouse gatehouse;
    private final Random lot = new Random(20_261_128);

    /**
     * Starts the server.
     *
     * @param names how many known names there are, and how many unknown ones; up to 1000
     */
    public LoginRun(int names) throws Exception {
        directory = new Directory(names);
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(SETTINGS)
                .mechanism(CookieMechanismFactory.withUsers(directory.users()))
                .sessions(new MemorySessionsFactory())
                .start();
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS);
        pool.setName(POOL);
        server = new Server(pool);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(gatehouse.filter()), "/*", EnumSet.allOf(DispatcherType.class));
        server.setHandler(context);
        server.start();
    }

    /**
     * Measures.
     *
     * @param warmUp how many logins of each kind are not counted
     * @param rounds how many are
     * @param limit after how long to end with fewer
     * @param progress hears of rounds
     */
    public Samples run(int warmUp, int rounds, Duration limit, IntConsumer progress) throws IOException {
        Samples uncounted = new Samples();
        Samples samples = new Samples();
        long end = System.nanoTime() + limit.toNanos();
        try (Connection connection = new Connection(((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
            for (int round = -warmUp; round < rounds && System.nanoTime() - end < 0; round++) {
                round(connection, round < 0 ? uncounted : samples);
                progress.accept(round);
            }
        }
        return samples;
    }

    private void round(Connection connection, Samples samples) throws IOException {
        List<Arm> order = new ArrayList<>(List.of(Arm.values()));
        Collections.shuffle(order, lot);
        ThreadsOf threads = ThreadsOf.named(POOL);
        for (Arm arm : order) {
            byte[] request = request(directory.name(arm, lot.nextInt(directory.size())));
            long cpu = threads.cpuNanos();
            long wall = System.nanoTime();
            int status = connection.exchange(request);
            double wallMicros = (System.nanoTime() - wall) / 1000.0;
            double cpuMicros = (threads.cpuNanos() - cpu) / 1000.0;
            if (status != 401) {
                throw new IOException("a wrong password was answered with " + status);
            }
            samples.add(arm, wallMicros, cpuMicros);
            samples.answered(connection.answer().replaceFirst("(?i)\\r\\nDate: [^\\r]*", ""));
        }
    }

    private static byte[] request(String name) {
        String form = "username=" + name + "&password=a-wrong-password";
        return ("POST /api/login HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IOException("the container does not stop", failure);
        }
        gatehouse.close();
    }
}
