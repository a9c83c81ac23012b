package dev.gatehouse.samples.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jetty runs each request on a virtual thread. None of ours keeps its carrier while it waits: for the provider of
 * introspection, for a password that is hashed, for the database, or for a lock. On demand; see docs/testing.md.
 */
class VirtualThreadsTest {

    private static final int CLIENTS = 48;
    private static final int REQUESTS_OF_A_CLIENT = 500;
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String STARTED = "jdk.VirtualThreadStart";

    @Test
    void concurrentRequests_pinNoCarrierInOurCode(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("threads.jfr");
        // Nothing is remembered, so that each request asks the provider or hashes a password.
        Map<String, String> settings = Map.of("auth.introspection.cache-life", "0s", "auth.basic.cache-time", "0s");
        int answers;
        try (Recording recording = new Recording();
                Rig rig = new Rig(JettyEe11::startOnVirtualThreads, settings)) {
            recording.enable(PINNED).withoutThreshold().withStackTrace();
            recording.enable(STARTED).withoutStackTrace();
            List<String> requests = requests(rig);
            // A thread that waits until another has initialised a class is pinned, once in the life of a process.
            client(rig, requests, 0);
            recording.start();
            answers = send(rig, requests);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        long started = events.stream().filter(event -> isOf(STARTED, event)).count();
        List<String> pinned = events.stream()
                .filter(event -> isOf(PINNED, event))
                .map(VirtualThreadsTest::stack)
                .toList();
        List<String> ours = pinned.stream()
                .filter(stack -> stack.contains("dev.gatehouse."))
                .toList();
        String figures = answers + " answers, " + started + " virtual threads, pinned: " + pinned.size()
                + ", of these with our code on the stack: " + ours.size();
        Files.writeString(Path.of("virtual-threads.txt"), figures + "\n" + String.join("\n\n", pinned));
        assertTrue(started > 0, "requests ran on virtual threads");
        assertEquals(List.of(), ours, figures);
    }

    private static boolean isOf(String type, RecordedEvent event) {
        return event.getEventType().getName().equals(type);
    }

    private static List<String> requests(Rig rig) throws IOException {
        List<String> requests = new ArrayList<>();
        for (Credential credential : new Credentials(rig).all()) {
            if (credential.grants() == Credential.Grant.WRITE
                    || credential.name().endsWith(" bad")) {
                for (String head : List.of("GET /app/x", "GET /v1/tasks/1", "GET /open/async?to=/admin/x")) {
                    requests.add(head + " HTTP/1.1\r\nHost: localhost\r\n" + credential.lines() + "\r\n");
                }
            }
        }
        requests.add(Credentials.logInRequest("ann"));
        requests.add(Credentials.logInRequest("bob"));
        return requests;
    }

    private static int send(Rig rig, List<String> requests) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                tasks.add(() -> client(rig, requests, first));
            }
            int answers = 0;
            for (Future<Integer> done : clients.invokeAll(tasks)) {
                answers += done.get();
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    private static int client(Rig rig, List<String> requests, int first) throws IOException {
        int answers = 0;
        try (Exchange exchange = new Exchange(rig.port())) {
            for (int i = 0; i < REQUESTS_OF_A_CLIENT; i++) {
                answers += exchange.send(requests.get((first + i) % requests.size())) == Wire.CLOSED ? 0 : 1;
            }
        }
        return answers;
    }

    private static String stack(RecordedEvent event) {
        return event.getStackTrace() == null
                ? "no stack"
                : event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName() + ":" + frame.getLineNumber())
                        .collect(Collectors.joining("\n"));
    }
}
