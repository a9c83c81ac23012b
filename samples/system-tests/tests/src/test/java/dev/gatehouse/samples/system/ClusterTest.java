package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes on one store while people work and things break. */
@ParameterizedClass
@EnumSource
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.samples.system");

    private static final int KILLS = Integer.getInteger("gatehouse.kills", 2);
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration WHILE = Duration.ofSeconds(2);
    /** More than can be under way at any moment. */
    private static final int ANSWERS = 100;

    @TempDir
    private Path folder;

    private final StoreKind kind;
    private Store store;
    private Cluster cluster;

    ClusterTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        store = kind.start(folder);
        cluster = new Cluster(folder, store.settings());
    }

    @AfterEach
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void logoutOnOneNode_endsTheSessionOnTheOtherWithinASecond() throws Exception {
        Client one = cluster.client(0);
        Client other = cluster.client(1);
        String cookie = one.cookie("demo");
        assertEquals(200, other.use(cookie));
        assertEquals(200, one.use(cookie));

        assertEquals(204, one.end(cookie));
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
                work(load);
                cluster.kill(kill % 2);
                work(load);
                cluster.restart(kill % 2);
            }
            work(load);
        }
        LOG.info("{}, {} kills: {}", kind, KILLS, load.tally());
        assertEquals(List.of(), load.wrong());
        assertTrue(load.count("200") > load.count("broken"), () -> load.tally().toString());
        assertRemembered(load);
    }

    @Test
    void storeThatStopsUnderLoad_isAnsweredWith503AndNever401() throws Exception {
        Load load = new Load(cluster.base());
        try (load) {
            load.start(12, 50);
            pause(WHILE);
            store.stop();
            pause(WHILE.multipliedBy(2));
            load.awaitMore("503", ANSWERS);
            store.start();
            long started = System.nanoTime();
            String cookie = load.visits(Load.State.LIVE).get(0).cookie();
            for (int node = 0; node < 2; node++) {
                Client client = cluster.client(node);
                while (client.who(cookie).statusCode() == 503) {
                    pause(Duration.ofMillis(20));
                }
                LOG.info(
                        "{} used again by node {} after {} ms",
                        kind,
                        node,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            }
            pause(WHILE);
            load.awaitMore("200", ANSWERS);
        }
        LOG.info("{} stopped: {}", kind, load.tally());
        assertEquals(List.of(), load.wrong());
        assertRemembered(load);
    }

    /** Lets people work for a while, and so long that most of them were served. */
    private void work(Load load) throws InterruptedException {
        pause(kind.pace());
        load.awaitMore("200", ANSWERS);
    }

    private void assertRemembered(Load load) throws Exception {
        // So long that no node still goes on with a session that ended on the other.
        pause(WHILE);
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

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
