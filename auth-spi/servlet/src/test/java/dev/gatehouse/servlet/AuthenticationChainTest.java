package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol of the chain, rule by rule, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationChainTest {

    private static final String OTHERS = ChainProtocol.OTHERS;
    private static final String NOBODYS = ChainProtocol.NOBODYS;
    private static final String GOOD_COOKIE = "Cookie: SID=" + Tokens.READER;
    private static final String BAD_COOKIE = "Cookie: SID=" + Tokens.BAD;

    private final FakeMechanism token = FakeMechanism.authorization("token", "Bearer")
            .answering(credential -> List.of(OTHERS, NOBODYS).contains(credential.value())
                    ? AuthenticationResult.notMine()
                    : Tokens.of("token").authenticate(credential));
    private final FakeMechanism other = FakeMechanism.authorization("other", "Bearer")
            .answering(credential -> credential.value().equals(OTHERS)
                    ? AuthenticationResult.authenticated(Tokens.caller("other", "olga"))
                    : AuthenticationResult.notMine());
    private final FakeMechanism spnego = FakeMechanism.authorization("spnego", "Negotiate");
    private final FakeMechanism key = FakeMechanism.header("key", "X-API-Key");
    private final FakeMechanism session = FakeMechanism.cookie("session", "SID");
    private final FakeMechanism second = FakeMechanism.cookie("second", "SID2");
    private HttpRig rig;

    @BeforeAll
    void start() {
        AccessPolicy policy = AccessPolicy.builder()
                .open("/open")
                .optional("/optional")
                .rule(AccessRule.at("/cookie").mechanisms("session"))
                .rule(AccessRule.at("/cookie-optional").mechanisms("session").optional())
                .permission("/write", "WRITE", "ADMIN")
                .build();
        rig = HttpRig.start(
                TestHost.of(token, other, spnego, key, session, second).policy(policy));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gatehouse.servlet.ChainProtocol#rows")
    void rowOfTheProtocol_isFollowed(String name, String path, int status, String who, String reason, String[] headers)
            throws IOException {
        int entered = rig.application.entered();
        Answer answer = rig.get(path, headers);
        Decision decision = rig.decision();
        assertEquals(status, answer.status(), answer.body());
        assertEquals(reason, decision.reason().code());
        assertEquals(status == 200 ? 0 : status, decision.status());
        assertEquals(path, decision.path());
        assertEquals(path.equals("/x") ? "default" : path, decision.rule());
        if (status == 200) {
            assertTrue(
                    answer.body().startsWith("user=" + (who.equals(ChainProtocol.NOBODY) ? "null" : who) + " "),
                    answer.body());
        } else {
            answer.assertProblem(status);
        }
        assertEquals(entered + (status == 200 ? 1 : 0), rig.application.entered());
        boolean challenged = status == 401 || status == 403;
        assertEquals(challenged, !answer.all("WWW-Authenticate").isEmpty());
    }

    @Test
    void resultThatEnds_otherMechanismsOfTheSourceAreNotAsked() throws IOException {
        int before = other.asked();
        rig.get("/x", bearer(Tokens.BAD));
        rig.get("/x", bearer(Tokens.READER));
        rig.get("/x", bearer(Tokens.UNAVAILABLE));
        rig.get("/x", bearer(Tokens.THROWS));
        assertEquals(before, other.asked());
        rig.get("/x", bearer(OTHERS));
        assertEquals(before + 1, other.asked());
        takeDecisions(5);
    }

    @Test
    void credentialOfAnotherSource_isNotAuthenticated() throws IOException {
        int before = session.asked() + second.asked();
        rig.get("/x", bearer(Tokens.READER), "Cookie: SID=" + Tokens.READER + "; SID2=" + Tokens.READER);
        rig.get("/x", bearer(Tokens.BAD), GOOD_COOKIE);
        assertEquals(before, session.asked() + second.asked());
        takeDecisions(2);
    }

    @Test
    void everyCauseOfA401_hasTheSameBody() throws IOException {
        List<String> bodies = Stream.of(
                        rig.get("/x"),
                        rig.get("/x", bearer(Tokens.BAD)),
                        rig.get("/x", bearer(NOBODYS)),
                        rig.get("/x", "Authorization: Bearer"),
                        rig.get("/x", BAD_COOKIE))
                .map(answer -> answer.body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                .distinct()
                .toList();
        assertEquals(1, bodies.size(), () -> "bodies: " + bodies);
        takeDecisions(5);
    }

    @Test
    void refusal_namesItsDecision() throws IOException {
        Answer answer = rig.get("/x", bearer(Tokens.BAD));
        assertTrue(answer.body().contains("\"instance\":\"" + rig.decision().requestId() + "\""), answer.body());
    }

    @Test
    void retryAfter_isInWholeSecondsRoundedUp() throws IOException {
        assertEquals("2", rig.get("/x", bearer(Tokens.THROTTLED)).header("Retry-After"));
        assertEquals("7", rig.get("/x", bearer(Tokens.UNAVAILABLE)).header("Retry-After"));
        takeDecisions(2);
    }

    @Test
    void anotherLeg_isTheOnlyChallenge() throws IOException {
        Answer answer = rig.get("/x", "Authorization: Negotiate " + Tokens.CONTINUE);
        assertEquals(List.of("Negotiate bGVnMg=="), answer.all("WWW-Authenticate"));
        assertEquals("leg", answer.header("Authentication-Info"));
        takeDecisions(1);
    }

    @Test
    void additionsOfTheWinner_areWrittenOnce() throws IOException {
        Answer good = rig.get("/x", bearer(Tokens.RENEWED));
        assertEquals("renewed=yes; Path=/; HttpOnly; SameSite=Lax", good.header("Set-Cookie"));
        assertEquals("fresh", good.header("DPoP-Nonce"));
        Answer forbidden = rig.get("/write", bearer(Tokens.RENEWED)).assertProblem(403);
        assertEquals("renewed=yes; Path=/; HttpOnly; SameSite=Lax", forbidden.header("Set-Cookie"));
        assertEquals(
                "",
                rig.get("/x", bearer(Tokens.READER), "Cookie: SID=" + Tokens.RENEWED)
                        .header("Set-Cookie"));
        takeDecisions(3);
    }

    @Test
    void challenges_areComposedInOrderWithoutRepetition() throws IOException {
        assertEquals(
                List.of("Bearer realm=\"gatehouse\"", "Negotiate"),
                rig.get("/x").all("WWW-Authenticate"));
        assertEquals(
                List.of("Bearer realm=\"gatehouse\", error=\"invalid_token\"", "Negotiate error=\"invalid_token\""),
                rig.get("/x", bearer(Tokens.BAD)).all("WWW-Authenticate"));
        assertEquals(
                List.of("Bearer realm=\"gatehouse\"", "Negotiate"),
                rig.get("/x", BAD_COOKIE).all("WWW-Authenticate"));
        takeDecisions(3);
    }

    @Test
    void caller_isNamedAfterTheConfiguredMechanism() throws IOException {
        rig.get("/x", bearer(OTHERS));
        Decision decision = rig.decision();
        assertEquals("other", decision.mechanism());
        assertEquals("other", decision.knownCaller().orElseThrow().mechanism());
    }

    @Test
    void mechanismsWithOneExtractor_extractOnceAndGetTheSameCredential() throws IOException {
        List<FakeCredential> extracted = new ArrayList<>();
        List<FakeCredential> seen = new ArrayList<>();
        CredentialExtractor<FakeCredential> shared = view -> {
            Optional<FakeCredential> credential =
                    view.headers("Authorization").stream().findFirst().map(FakeCredential::new);
            credential.ifPresent(extracted::add);
            return credential;
        };
        FakeMechanism first = FakeMechanism.authorization("first", "Bearer")
                .extracting(shared)
                .answering(credential -> {
                    seen.add(credential);
                    return AuthenticationResult.notMine();
                });
        FakeMechanism last = FakeMechanism.authorization("last", "Bearer")
                .extracting(shared)
                .answering(credential -> {
                    seen.add(credential);
                    return AuthenticationResult.authenticated(Tokens.caller("last", "olga"));
                });
        AccessPolicy policy = AccessPolicy.builder()
                .rule(AccessRule.at("/last").mechanisms("last"))
                .build();
        try (HttpRig alike = HttpRig.start(TestHost.of(first, session, last).policy(policy))) {
            assertEquals(401, alike.get("/x").status());
            assertEquals(0, extracted.size());
            assertEquals(200, alike.get("/x", bearer("t")).status());
            assertEquals(1, extracted.size());
            assertEquals(2, seen.size());
            assertSame(seen.get(0), seen.get(1));
            assertEquals(200, alike.get("/last", bearer("t")).status());
            assertEquals(2, extracted.size(), "where the rule leaves the first one out, the other extracts");
            assertSame(extracted.get(1), seen.get(2));
        }
    }

    private void takeDecisions(int count) {
        for (int i = 0; i < count; i++) {
            rig.decision();
        }
    }
}
