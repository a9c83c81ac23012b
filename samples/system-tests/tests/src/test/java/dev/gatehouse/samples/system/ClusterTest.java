package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes on one PostgreSQL while people work and things break. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.samples.system");

    private static final int KILLS = Integer.getInteger("gatehouse.kills", 2);
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration WHILE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres;
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        try {
            postgres = postgres(0);
        } catch (IOException | RuntimeException problem) {
            Prerequisite.require(false, "PostgreSQL could not be started: " + problem);
        }
        cluster = new Cluster(
                folder,
                Map.of(
                        "auth.sessions.jdbc.url",
                        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                        "auth.sessions.jdbc.user",
                        "postgres"));
    }

    @AfterEach
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void logoutOnOneNode_endsTheSessionOnTheOtherWithinASecond() throws Exception {
        Client one = cluster.client(0);
        Client other = cluster.client(1);
        String cookie = one.cookie("demo");
        assertEquals(200, other.use(cookie));
        assertEquals(200, one.use(cookie));

        assertEquals(204, one.logout(cookie).statusCode());
        long ended = System.nanoTime();

        int status = other.use(cookie);
        while (status == 200
                && System.nanoTime() - ended < Duration.ofSeconds(1).toNanos()) {
            pause(Duration.ofMillis(20));
            status = other.use(cookie);
        }
        assertEquals(401, other.use(cookie));
        assertEquals(401, one.use(cookie));
    }

    @Test
    void nodesThatAreKilledUnderLoad_loseAndReviveNoSession() throws Exception {
        Load load = new Load(cluster.base());
        try (load) {
            load.start(30, REQUESTS_PER_SECOND);
            for (int kill = 0; kill < KILLS; kill++) {
                pause(WHILE);
                cluster.kill(kill % 2);
                pause(WHILE);
                cluster.restart(kill % 2);
            }
            pause(WHILE);
        }
        LOG.info("{} kills: {}", KILLS, load.tally());
        assertEquals(List.of(), load.wrong());
        assertTrue(load.count("200") > load.count("broken"), () -> load.tally().toString());
        for (int node = 0; node < 2; node++) {
            Client client = cluster.client(node);
            for (Load.Visit visit : load.visits(Load.State.LIVE)) {
                assertEquals(200, client.use(visit.cookie()));
            }
            for (Load.Visit visit : load.visits(Load.State.ENDED)) {
                assertEquals(401, client.use(visit.cookie()));
            }
        }
    }

    @Test
    void databaseThatStopsUnderLoad_isAnsweredWith503AndNever401() throws Exception {
        Load load = new Load(cluster.base());
        try (load) {
            load.start(12, 50);
            pause(WHILE);
            int port = postgres.getPort();
            postgres.close();
            pause(Duration.ofSeconds(4));
            long refused = load.count("503");
            assertTrue(refused > 0, () -> load.tally().toString());
            postgres = postgres(port);
            long started = System.nanoTime();
            Client client = cluster.client(0);
            String cookie = load.visits(Load.State.LIVE).get(0).cookie();
            while (client.use(cookie) == 503
                    && System.nanoTime() - started < Duration.ofSeconds(30).toNanos()) {
                pause(Duration.ofMillis(20));
            }
            LOG.info("recovered after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            pause(WHILE);
        }
        LOG.info("database stopped: {}", load.tally());
        assertEquals(List.of(), load.wrong());
        for (Load.Visit visit : load.visits(Load.State.LIVE)) {
            assertEquals(200, cluster.client(0).use(visit.cookie()));
            assertEquals(200, cluster.client(1).use(visit.cookie()));
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
