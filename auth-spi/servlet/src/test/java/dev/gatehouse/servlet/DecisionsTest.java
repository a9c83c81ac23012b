package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Decision.Outcome;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Listeners hear of decisions, and can neither delay nor break one. */
class DecisionsTest {

    private static final int QUEUE = 8192;

    /** Holds the listeners' thread until it is released. */
    private static class Slow implements DecisionListener {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final Semaphore heard = new Semaphore(0);

        @Override
        public void decided(Decision decision) {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            heard.release();
        }
    }

    @Test
    void listenerIsSlow_requestsAreAnsweredAllTheSame() throws Exception {
        Slow slow = new Slow();
        Gatehouse gatehouse = TestHost.of(TestHost.bearer()).listener(slow).start();
        try (Container container =
                Server.JETTY.start(new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
            RawHttp.get(container.port(), "/x").assertProblem(401);
            slow.entered.await();
            for (int i = 0; i < 20; i++) {
                RawHttp.get(container.port(), "/x").assertProblem(401);
                Answer good = RawHttp.get(container.port(), "/x", bearer(Tokens.READER));
                assertEquals(200, good.status());
            }
            assertEquals(0, slow.heard.availablePermits());
        }
        slow.released.countDown();
        gatehouse.close();
        assertEquals(21, slow.heard.availablePermits(), "closing waits for the listeners");
        assertEquals(0, gatehouse.droppedDecisions());
    }

    @Test
    void queueIsFull_decisionsAreDroppedAndCounted() throws Exception {
        Slow slow = new Slow();
        Decisions decisions = new Decisions(Clock.systemUTC(), List.of(slow));
        decisions.start();
        AccessDecision decision = AccessDecision.undecided(
                new ClientConnection.Known("127.0.0.1", false, null), "/x", AccessRule.DEFAULT);
        Refusal refusal = Refusal.of(401, Reason.of("credential.missing"));
        HttpServletRequest request = new FakeRequest().build();
        decisions.refused(request, decision, refusal);
        slow.entered.await();
        for (int i = 0; i < QUEUE + 7; i++) {
            decisions.refused(request, decision, refusal);
        }
        assertEquals(7, decisions.dropped());
        assertEquals(QUEUE + 8, decisions.count(Outcome.REFUSED), "dropped ones are counted too");
        slow.released.countDown();
        slow.heard.acquire(QUEUE + 1);
        decisions.close();
        assertEquals(0, slow.heard.availablePermits());
    }

    @Test
    void rushOfAdmissions_leavesHalfOfTheQueueToRefusals() throws Exception {
        Slow slow = new Slow() {
            @Override
            public boolean wantsAdmissions() {
                return true;
            }
        };
        Decisions decisions = new Decisions(Clock.systemUTC(), List.of(slow));
        decisions.start();
        AccessDecision decision = AccessDecision.undecided(
                new ClientConnection.Known("127.0.0.1", false, null), "/x", AccessRule.DEFAULT);
        HttpServletRequest request = new FakeRequest().build();
        decisions.admitted(request, decision);
        slow.entered.await();
        for (int i = 0; i < QUEUE; i++) {
            decisions.admitted(request, decision);
        }
        long droppedAdmissions = decisions.dropped();
        assertTrue(droppedAdmissions > 0, "the listener hears nothing meanwhile");
        for (int i = 0; i < QUEUE / 2 - 1; i++) {
            decisions.refused(request, decision, Refusal.of(401, Reason.of("credential.missing")));
        }
        assertEquals(droppedAdmissions, decisions.dropped(), "no refusal");
        assertEquals(QUEUE + 1, decisions.count(Outcome.ADMITTED), "dropped ones are counted too");
        slow.released.countDown();
        decisions.close();
    }

    @Test
    void durations_areMeasuredForListenersThatNeedThem() throws Exception {
        for (boolean wanted : new boolean[] {false, true}) {
            List<Decision> heard = new CopyOnWriteArrayList<>();
            DecisionListener listener = new DecisionListener() {
                @Override
                public void decided(Decision decision) {
                    heard.add(decision);
                }

                @Override
                public boolean wantsAdmissions() {
                    return true;
                }

                @Override
                public boolean wantsDurations() {
                    return wanted;
                }
            };
            Gatehouse gatehouse =
                    TestHost.of(TestHost.bearer()).listener(listener).start();
            try (Container container = Server.JETTY.start(
                    new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
                assertEquals(
                        200,
                        RawHttp.get(container.port(), "/x", bearer(Tokens.READER))
                                .status());
                RawHttp.get(container.port(), "/x", bearer(Tokens.BAD)).assertProblem(401);
            }
            gatehouse.close();
            assertEquals(2, heard.size());
            for (Decision decision : heard) {
                Duration duration = decision.duration();
                assertEquals(wanted, duration != null && duration.toNanos() > 0, decision::toString);
            }
        }
    }

    @Test
    void listenerThrows_othersAndLaterDecisionsAreTold() throws IOException {
        DecisionListener throwing = decision -> {
            throw new IllegalStateException("no");
        };
        DecisionListener overflowing = decision -> {
            throw new StackOverflowError();
        };
        try (HttpRig rig =
                HttpRig.start(TestHost.of(TestHost.bearer()).listener(throwing).listener(overflowing))) {
            for (int i = 0; i < 3; i++) {
                rig.get("/x").assertProblem(401);
                assertEquals("credential.missing", rig.reason());
            }
        }
    }

    @Test
    void listenerBreaksWhenAskedWhatItWants_othersAndLaterDecisionsAreTold() throws IOException {
        DecisionListener moody = new DecisionListener() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public void decided(Decision decision) {}

            @Override
            public boolean wantsAdmissions() {
                if (asked.getAndIncrement() > 0) {
                    throw new IllegalStateException("asked before");
                }
                return false;
            }
        };
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()).listener(moody))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status());
                assertEquals("access.admitted", rig.reason());
            }
        }
    }

    @Test
    void admissions_reachOnlyWhoWantsThemAndAreCounted() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        Gatehouse gatehouse = TestHost.of(TestHost.bearer())
                .listener(decision -> heard.incrementAndGet())
                .start();
        try (Container container =
                Server.JETTY.start(new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        200,
                        RawHttp.get(container.port(), "/x", bearer(Tokens.READER))
                                .status());
            }
            RawHttp.get(container.port(), "/x", bearer(Tokens.UNAVAILABLE)).assertProblem(503);
            RawHttp.get(container.port(), "/x", bearer(Tokens.BAD)).assertProblem(401);
        }
        gatehouse.close();
        assertEquals(2, heard.get());
        assertEquals(5, gatehouse.count(Outcome.ADMITTED));
        assertEquals(1, gatehouse.count(Outcome.UNDECIDED));
        assertEquals(1, gatehouse.count(Outcome.REFUSED));
        assertEquals(0, gatehouse.droppedDecisions());
    }

    @Test
    void decision_tellsWhatWasDecided() throws IOException {
        AccessPolicy policy =
                AccessPolicy.builder().permission("/write/*", "WRITE").build();
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy))) {
            rig.request("PATCH", "/write/x?query=" + Tokens.READER, bearer(Tokens.READER))
                    .assertProblem(403);
            Decision decision = rig.decision();
            assertEquals(Outcome.REFUSED, decision.outcome());
            assertEquals(403, decision.status());
            assertEquals("permission.missing", decision.reason().code());
            assertEquals("token", decision.mechanism());
            assertEquals("rita", decision.knownCaller().orElseThrow().subject());
            assertEquals("PATCH", decision.method());
            assertEquals("/write/x", decision.path());
            assertEquals("/write/*", decision.rule());
            assertEquals("127.0.0.1", decision.clientAddress());
        }
    }
}
