package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tasklist.store.jdbc.HeldSearches;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Attack 14: a user who may only read starts twelve slow searches and goes away. Other callers do not wait for them.
 */
@Timeout(120)
class AbandonedSearchesCasesTest {

    private static final int ABANDONED = 12;
    private static final int SHARE = StoreOptions.shareOf(StoreOptions.DEFAULT_POOL_SIZE);
    private static final int WAITING = 64;
    private static final int REFUSED = 6;
    private static final String SLOW = "{\"sort\":[{\"field\":\"dueDate\",\"order\":\"ASC\"}]}";

    private static Socket slowSearch(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String request = "POST /v1/tasks/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Cookie: TASKLIST-SESSION=" + TestServer.READER + "\r\nContent-Length: " + SLOW.length() + "\r\n\r\n"
                + SLOW;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(TestServer.Reply reply) {
        return reply.status();
    }

    @Test
    void abandonedSearches_delayNoOtherCaller() throws Exception {
        HeldSearches held = new HeldSearches(SHARE);
        TestStores.deploy(held.store());
        List<Socket> abandoned = new ArrayList<>();
        try (TestServer server = new TestServer(held.store(), builder -> builder)) {
            try {
                for (int i = 0; i < ABANDONED; i++) {
                    abandoned.add(slowSearch(server));
                }
                held.awaitBegun();
                for (Socket socket : abandoned) {
                    socket.close();
                }
                for (int i = 0; i < 10; i++) {
                    assertEquals(200, status(server.token(TestServer.DEMO).post("/v1/tasks/search", "{}")));
                    assertEquals(
                            "",
                            server.person("other:READ")
                                    .graphQl("{tasks(query: {}) {id}}", "{}")
                                    .error());
                }
            } finally {
                held.end();
            }
            int status;
            do {
                status = status(server.person(TestServer.READER).post("/v1/tasks/search", SLOW));
            } while (status == 503);
            assertEquals(200, status);
        }
    }

    @Test
    void callerOfManySlowSearches_isRefusedBeyondItsShareAndThoseThatMayWait() throws Exception {
        HeldSearches held = new HeldSearches(SHARE);
        TestStores.deploy(held.store());
        List<Thread> callers = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        try (TestServer server = new TestServer(held.store(), builder -> builder)) {
            for (int i = 0; i < SHARE + WAITING + REFUSED; i++) {
                Thread caller = new Thread(() -> {
                    int status = status(server.person(TestServer.READER).post("/v1/tasks/search", SLOW));
                    synchronized (statuses) {
                        statuses.add(status);
                        statuses.notifyAll();
                    }
                });
                caller.start();
                callers.add(caller);
            }
            synchronized (statuses) {
                while (statuses.size() < REFUSED) {
                    statuses.wait();
                }
            }
            held.end();
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertEquals(REFUSED, statuses.stream().filter(status -> status == 503).count());
        assertEquals(
                SHARE + WAITING,
                statuses.stream().filter(status -> status == 200).count());
    }
}
