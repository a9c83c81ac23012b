package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mechanisms that break their contract: never a request let through, never a word of the credential. */
class FaultTest {

    private static final String COOKIE = "Cookie: SID=" + Tokens.READER;

    @Test
    void extractorThrows_500OnEveryPathThatAsks() throws IOException {
        FakeMechanism broken = FakeMechanism.header("broken", "X-Broken").extracting(view -> {
            throw new IllegalStateException("seen: " + view.headers("X-Broken"));
        });
        AccessPolicy policy =
                AccessPolicy.builder().open("/open").optional("/optional").build();
        try (HttpRig rig = HttpRig.start(
                TestHost.of(TestHost.bearer(), TestHost.session(), broken).policy(policy))) {
            for (String path : List.of("/x", "/optional")) {
                rig.get(path, bearer(Tokens.READER), "X-Broken: " + Tokens.BAD).assertProblem(500);
                rig.get(path, COOKIE).assertProblem(500);
                rig.get(path).assertProblem(500);
            }
            assertEquals(0, rig.application.entered());
            assertEquals(200, rig.get("/open").status());
            assertEquals("mechanism.broken", rig.reason());
        }
    }

    @Test
    void extractorReturnsNullOrOverflows_500() throws IOException {
        FakeMechanism nothing = FakeMechanism.header("nothing", "X-A").extracting(view -> null);
        try (HttpRig rig = HttpRig.start(TestHost.of(nothing))) {
            rig.get("/x").assertProblem(500);
        }
        FakeMechanism deep = FakeMechanism.header("deep", "X-B").extracting(view -> {
            throw new StackOverflowError();
        });
        try (HttpRig rig = HttpRig.start(TestHost.of(deep))) {
            rig.get("/x").assertProblem(500);
        }
    }

    /** What Kotlin, Groovy or Lombok do: a checked exception out of a method that declares none. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky() throws E {
        throw (E) new IOException("connection to db.internal lost");
    }

    @Test
    void undeclaredCheckedException_500LikeAnyOther() throws IOException {
        FakeMechanism broken = FakeMechanism.header("broken", "X-Broken")
                .extracting(view -> {
                    throw FaultTest.<RuntimeException>sneaky();
                })
                .endpoint("POST", "/login", request -> {
                    throw FaultTest.<RuntimeException>sneaky();
                });
        try (HttpRig rig = HttpRig.start(TestHost.of(broken))) {
            rig.get("/x").assertProblem(500);
            assertEquals("mechanism.broken", rig.reason());
            rig.post("/login", "x").assertProblem(500);
            assertEquals("mechanism.broken", rig.reason());
            assertEquals(0, rig.application.entered());
        }
    }

    @Test
    void authenticatorIsBroken_goodCookieDoesNotHelp() throws IOException {
        AccessPolicy policy = AccessPolicy.builder().optional("/optional").build();
        try (HttpRig rig =
                HttpRig.start(TestHost.of(TestHost.bearer(), TestHost.session()).policy(policy))) {
            for (String token : List.of(Tokens.THROWS, Tokens.NULL, Tokens.OVERFLOWS)) {
                Answer answer = rig.get("/optional", bearer(token), COOKIE).assertProblem(500);
                assertEquals(List.of(), answer.all("WWW-Authenticate"));
                assertEquals("mechanism.broken", rig.reason());
            }
            assertEquals(0, rig.application.entered());
            assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status(), "it goes on for everybody else");
        }
    }

    @Test
    void endpointIsBroken_500() throws IOException {
        FakeMechanism broken = TestHost.bearer()
                .endpoint("POST", "/throws", request -> {
                    throw new IllegalArgumentException(
                            new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
                })
                .endpoint("POST", "/null", request -> null)
                .endpoint("POST", "/overflows", request -> {
                    throw new StackOverflowError();
                })
                .endpoint("POST", "/good", request -> Reply.status(204));
        try (HttpRig rig = HttpRig.start(TestHost.of(broken))) {
            for (String path : List.of("/throws", "/null", "/overflows")) {
                rig.post(path, "password=" + Tokens.BAD).assertProblem(500);
                assertEquals("mechanism.broken", rig.reason());
            }
            assertEquals(204, rig.post("/good", "x").status());
        }
    }

    @Test
    void challengesAreBroken_thoseOfTheOthersRemain() throws IOException {
        FakeMechanism throwing = FakeMechanism.authorization("throwing", "Throwing")
                .challenging(refusal -> {
                    throw new IllegalStateException("no challenge");
                });
        FakeMechanism nothing =
                FakeMechanism.authorization("nothing", "Nothing").challenging(refusal -> null);
        FakeMechanism hollow = FakeMechanism.authorization("hollow", "Hollow")
                .challenging(refusal -> Arrays.asList(Challenge.of("Hollow"), null));
        try (HttpRig rig = HttpRig.start(TestHost.of(throwing, nothing, hollow, TestHost.bearer()))) {
            Answer answer = rig.get("/x").assertProblem(401);
            assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.all("WWW-Authenticate"));
        }
        try (HttpRig rig = HttpRig.start(TestHost.of(throwing, nothing, hollow))) {
            Answer answer = rig.get("/x").assertProblem(401);
            assertEquals(List.of("Session realm=\"gatehouse\""), answer.all("WWW-Authenticate"));
        }
    }

    @Test
    void healthThrows_isDown() {
        FakeMechanism sick = FakeMechanism.header("sick", "X-Sick").healthy(() -> {
            throw new IllegalStateException("no pulse");
        });
        FakeMechanism mute = FakeMechanism.header("mute", "X-Mute").healthy(() -> null);
        try (Gatehouse gatehouse = TestHost.of(sick, mute, TestHost.bearer()).start()) {
            assertEquals(
                    List.of("sick", "mute", "token"),
                    List.copyOf(gatehouse.health().keySet()));
            assertEquals(
                    List.of(Health.State.DOWN, Health.State.DOWN, Health.State.UP),
                    gatehouse.health().values().stream().map(Health::state).toList());
        }
    }

    @Test
    void measuringThrows_othersAreMeasured() {
        FakeMechanism sick = FakeMechanism.header("sick", "X-Sick").measuring(() -> {
            throw new StackOverflowError("no rule");
        });
        FakeMechanism mute = FakeMechanism.header("mute", "X-Mute").measuring(() -> null);
        FakeMechanism good = TestHost.bearer().measuring(() -> List.of(Measurement.gauge("age", 7)));
        try (Gatehouse gatehouse = TestHost.of(sick, mute, good).start()) {
            assertEquals(
                    Map.of("sick", List.of(), "mute", List.of(), "token", List.of(Measurement.gauge("age", 7))),
                    gatehouse.measurements());
        }
    }

    @Test
    void closeThrows_othersAreClosedAllTheSame() {
        FakeMechanism stubborn = FakeMechanism.header("stubborn", "X-Stubborn").closing(() -> {
            throw new IllegalStateException("stays");
        });
        FakeMechanism good = TestHost.bearer();
        Gatehouse gatehouse = TestHost.of(stubborn, good).start();
        gatehouse.close();
        gatehouse.close();
        assertEquals(1, stubborn.closed());
        assertEquals(1, good.closed());
    }
}
