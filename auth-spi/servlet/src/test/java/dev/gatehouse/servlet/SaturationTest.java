package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mechanism that hangs takes its own share of the threads and no more. */
class SaturationTest {

    private static final int LIMIT = 32;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        clients.shutdownNow();
    }

    private void hang(CountDownLatch arrived) {
        arrived.countDown();
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private FakeMechanism hanging(CountDownLatch arrived) {
        return FakeMechanism.header("hanging", "X-Hanging").blockingCalls().answering(credential -> {
            hang(arrived);
            return AuthenticationResult.authenticated(Tokens.caller("hanging", "hans"));
        });
    }

    private List<Future<Answer>> send(int count, Callable<Answer> request) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(clients.submit(request));
        }
        return answers;
    }

    @Test
    void mechanismHangs_32CallsWaitAndTheNextGets503WhileBearerIsAnswered() throws Exception {
        CountDownLatch arrived = new CountDownLatch(LIMIT);
        FakeMechanism hanging = hanging(arrived);
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer(), hanging))) {
            List<Future<Answer>> stuck = send(LIMIT, () -> rig.get("/x", "X-Hanging: x"));
            arrived.await();
            for (int i = 0; i < 5; i++) {
                Answer refused = rig.get("/x", "X-Hanging: x").assertProblem(503);
                assertEquals("1", refused.header("Retry-After"));
                assertEquals("mechanism.saturated", rig.reason());
                assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status());
                assertEquals("access.admitted", rig.reason());
            }
            assertEquals(LIMIT, hanging.asked());
            released.countDown();
            for (Future<Answer> answer : stuck) {
                assertEquals(200, answer.get().status());
            }
            assertEquals(200, rig.get("/x", "X-Hanging: x").status(), "the places are free again");
        }
    }

    @Test
    void limitInSettings_counts() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.blocking-calls", "2"), hanging(arrived)))) {
            List<Future<Answer>> stuck = send(2, () -> rig.get("/x", "X-Hanging: x"));
            arrived.await();
            rig.get("/x", "X-Hanging: x").assertProblem(503);
            released.countDown();
            for (Future<Answer> answer : stuck) {
                assertEquals(200, answer.get().status());
            }
        }
    }

    @Test
    void measurements_tellRunningAndRefusedCalls() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        Gatehouse gatehouse = TestHost.of(Map.of("auth.blocking-calls", "2"), hanging(arrived))
                .start();
        try (Container container =
                Server.JETTY.start(new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
            List<Future<Answer>> stuck = send(2, () -> RawHttp.get(container.port(), "/x", "X-Hanging: x"));
            arrived.await();
            RawHttp.get(container.port(), "/x", "X-Hanging: x").assertProblem(503);

            assertEquals(
                    Map.of(
                            "hanging",
                            List.of(
                                    Measurement.gauge("calls.running", 2).with("to", "authenticator"),
                                    Measurement.gauge("calls.limit", 2).with("to", "authenticator"),
                                    Measurement.counter("calls.refused", 1).with("to", "authenticator"))),
                    gatehouse.measurements());
            released.countDown();
            for (Future<Answer> answer : stuck) {
                assertEquals(200, answer.get().status());
            }
        }
        gatehouse.close();
    }

    @Test
    void blockingMechanismThrows_itsPlaceIsFreeAgain() throws IOException {
        FakeMechanism broken = FakeMechanism.header("broken", "X-Broken").blockingCalls();
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.blocking-calls", "1"), broken))) {
            for (int i = 0; i < 3; i++) {
                rig.get("/x", "X-Broken: " + Tokens.THROWS).assertProblem(500);
                rig.get("/x", "X-Broken: " + Tokens.NULL).assertProblem(500);
            }
            assertEquals(200, rig.get("/x", "X-Broken: " + Tokens.READER).status());
        }
    }

    @Test
    void endpointHangs_32CallsWaitAndTheNextGets503() throws Exception {
        CountDownLatch arrived = new CountDownLatch(LIMIT);
        FakeMechanism login = TestHost.bearer().endpoint("POST", "/login", request -> {
            hang(arrived);
            return Reply.status(204);
        });
        try (HttpRig rig = HttpRig.start(TestHost.of(login))) {
            List<Future<Answer>> stuck = send(LIMIT, () -> rig.post("/login", "x"));
            arrived.await();
            Answer refused = rig.post("/login", "x").assertProblem(503);
            assertEquals("1", refused.header("Retry-After"));
            assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status());
            released.countDown();
            for (Future<Answer> answer : stuck) {
                assertEquals(204, answer.get().status());
            }
            assertEquals(204, rig.post("/login", "x").status());
        }
    }
}
