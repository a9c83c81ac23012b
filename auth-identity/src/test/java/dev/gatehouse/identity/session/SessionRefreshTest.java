package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionRefreshTest {

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final FakeProvider provider = new FakeProvider(clock);
    private final FlakySessions[] flaky = new FlakySessions[1];
    private final SessionNode node =
            SessionNode.start(new MemorySessionsFactory(), Map.of(), Map.of(), provider, clock, sessions -> {
                flaky[0] = new FlakySessions(sessions);
                return flaky[0];
            });

    @AfterEach
    void close() {
        node.close();
    }

    private void advance(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private void readerFromNowOn() {
        provider.verdict = caller -> new LoginVerifier.Checked.Passed(
                caller.toBuilder().permissions(Set.of("READ")).build(), null);
    }

    @Test
    void freshSession_asksNobody() throws Exception {
        Sessions.Opened session = node.open(provider);
        advance(239);
        assertEquals("live", node.code(session));
        assertEquals(List.of(), provider.used);
    }

    @Test
    void aheadOfExpiry_refreshesInTheBackground() throws Exception {
        Sessions.Opened session = node.open(provider);
        CountDownLatch slow = new CountDownLatch(1);
        provider.answer = tokens -> {
            awaiting(slow);
            return new TokenAnswer.Issued(tokens);
        };
        readerFromNowOn();
        advance(240);
        assertEquals(Set.of("READ", "WRITE"), node.permissions(session));
        assertEquals(Set.of("READ", "WRITE"), node.permissions(session));
        slow.countDown();
        node.awaitChange(session);
        assertEquals(Set.of("READ"), node.permissions(session));
        assertEquals(List.of("refresh-1"), provider.used);
    }

    @Test
    void afterExpiry_theRequestWaitsForItsPermissions() throws Exception {
        Sessions.Opened session = node.open(provider);
        readerFromNowOn();
        advance(900);
        assertEquals(Set.of("READ"), node.permissions(session));
        advance(900);
        assertEquals(Set.of("READ"), node.permissions(session));
        assertEquals(List.of("refresh-1", "refresh-2"), provider.used);
    }

    @Test
    void concurrentRequestsOfOneSession_refreshOnce() throws Exception {
        Sessions.Opened session = node.open(provider);
        advance(900);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(() -> node.code(session));
        }
        for (Future<String> code : threads.invokeAll(requests)) {
            assertEquals("live", code.get());
        }
        threads.shutdown();
        assertEquals(List.of("refresh-1"), provider.used);
        assertEquals(0, provider.reused.get());
    }

    @Test
    void refusedRefreshToken_endsTheSession() throws Exception {
        Sessions.Opened waiting = node.open(provider);
        Sessions.Opened ahead = node.open(provider);
        provider.refusing("invalid_grant");
        advance(240);
        // The refresh runs in the background. It may end before the answer to the request that begins it.
        String first = node.code(ahead);
        if (first.equals("live")) {
            node.awaitChange(ahead);
            first = node.code(ahead);
        }
        assertEquals("session.refresh-refused", first);
        assertEquals("session.unknown", node.code(ahead));
        advance(60);
        assertEquals("session.refresh-refused", node.code(waiting));
    }

    @Test
    void refusedClient_keepsTheSessionUntilItsBound() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.refusing("invalid_client");
        advance(300);
        assertEquals("live", node.code(session));
        advance(299);
        assertEquals("live", node.code(session));
        advance(1);
        assertEquals("unavailable", node.code(session));
        provider.up();
        assertEquals("live", node.code(session));
    }

    @Test
    void providerThatIsDown_keepsTheSessionUntilItsBound() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.down();
        for (int i = 0; i < 599; i++) {
            advance(1);
            assertEquals("live", node.code(session), "second " + i);
        }
        advance(1);
        assertEquals("unavailable", node.code(session));
        assertFalse(provider.used.isEmpty());
        assertTrue(provider.used.size() < 70, "calls: " + provider.used.size());
    }

    @Test
    void providerThatIsDown_isAskedForFewSessionsOnly() throws Exception {
        List<Sessions.Opened> sessions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sessions.add(node.open(provider));
        }
        provider.down();
        advance(601);
        for (Sessions.Opened session : sessions) {
            assertEquals("unavailable", node.code(session));
        }
        assertEquals(5, provider.used.size());
        assertEquals(Health.State.DEGRADED, node.life().health().state());
    }

    @Test
    void expiredRefreshToken_endsTheSessionWithoutACall() throws Exception {
        provider.refreshLifetime = Duration.ofMinutes(20);
        Sessions.Opened session = node.open(provider);
        advance(20 * 60);
        assertEquals("session.refresh-expired", node.code(session));
        assertEquals(List.of(), provider.used);
    }

    @Test
    void sessionWithoutRefreshToken_livesUntilItsOwnEnd() throws Exception {
        provider.refreshTokens = false;
        Sessions.Opened session = node.open(provider);
        for (int i = 0; i < 71; i++) {
            advance(600);
            assertEquals("live", node.code(session));
        }
        advance(600);
        assertEquals("session.expired", node.code(session));
        assertEquals(List.of(), provider.used);
    }

    @Test
    void tokensOfAnotherUser_endTheSessionAndAreRevoked() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.verdict = caller -> new LoginVerifier.Checked.Passed(
                Caller.builder(FakeProvider.ISSUER, "act").build(), null);
        advance(300);
        assertEquals("session.caller-changed", node.code(session));
        SessionNode.await(() -> provider.revoked.equals(List.of("refresh-2")));
    }

    @Test
    void tokensThatTheVerifierRefuses_endTheSession() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.verdict = caller -> new LoginVerifier.Checked.Refused(Reason.of("token.audience"));
        advance(300);
        assertEquals("session.refresh-invalid", node.code(session));
    }

    @Test
    void unverifiableTokens_keepTheNewRefreshTokenAndTheOldCaller() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.verdict =
                caller -> new LoginVerifier.Checked.Undecided(Reason.of("keys.unavailable"), Duration.ofSeconds(1));
        advance(300);
        assertEquals("live", node.code(session));
        readerFromNowOn();
        advance(5);
        assertEquals(Set.of("READ"), node.permissions(session));
        assertEquals(List.of("refresh-1", "refresh-2"), provider.used);
        assertEquals(0, provider.reused.get());
    }

    @Test
    void largeTokens_endTheSession() throws Exception {
        Sessions.Opened session = node.open(provider);
        provider.answer = tokens -> new TokenAnswer.Issued(
                new TokenSet("a".repeat(20_000), tokens.refreshToken(), null, tokens.accessExpires(), null));
        advance(300);
        assertEquals("session.tokens-too-large", node.code(session));
    }

    @Test
    void endDuringARefresh_wins() throws Exception {
        Sessions.Opened session = node.open(provider);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        provider.answer = tokens -> {
            asked.countDown();
            awaiting(slow);
            return new TokenAnswer.Issued(tokens);
        };
        advance(240);
        assertEquals("live", node.code(session));
        awaiting(asked);
        node.sessions().end(session.record().id());
        slow.countDown();
        node.life().close();
        assertEquals("session.unknown", node.code(session));
        assertEquals("", node.data(session.record().id()));
    }

    @Test
    void logout_revokesTheRefreshToken() throws Exception {
        Sessions.Opened session = node.open(provider);
        node.sessions().logOut(session.cookie().value());
        SessionNode.await(() -> provider.revoked.equals(List.of("refresh-1")));
        provider.keycloak = true;
        node.sessions().logOut(node.open(provider).cookie().value());
        SessionNode.await(() -> provider.ended.equals(List.of("refresh-2")));
        assertEquals(List.of("refresh-1"), provider.revoked);
    }

    /** After a new log-in, both sessions can share the session at the provider. */
    @Test
    void replacedSession_isNotRevoked() throws Exception {
        Sessions.Opened session = node.open(provider);
        node.sessions().end(session.cookie().value());
        node.life().close();
        assertEquals(List.of(), provider.revoked);
        assertEquals(List.of(), provider.ended);
    }

    @Test
    void storeThatFailsAfterTheAnswer_getsTheTokensLater() throws Exception {
        Sessions.Opened session = node.open(provider);
        // The claim succeeds, and the new tokens cannot be stored twice.
        flaky[0].failAfter(1, 2);
        advance(240);
        assertEquals("live", node.code(session));
        node.awaitChange(session);
        advance(240);
        assertEquals("live", node.code(session));
        // A request joins a refresh that has stored its tokens and not ended yet.
        SessionNode.await(() -> node.code(session).equals("live") && provider.used.size() == 2);
        assertEquals(List.of("refresh-1", "refresh-2"), provider.used);
    }

    @Test
    void storeThatWritesWithoutAnAnswer_hasTheTokens() throws Exception {
        Sessions.Opened session = node.open(provider);
        flaky[0].silentAfter(1);
        advance(240);
        assertEquals("live", node.code(session));
        node.awaitChange(session);
        assertEquals("live", node.code(session));
        assertEquals(List.of("refresh-1"), provider.used);
        assertEquals(List.of(), provider.revoked);
    }

    @Test
    void nodeThatStopsAfterItsClaim_isReplacedWhenTheClaimEnds() throws Exception {
        Sessions.Opened session = node.open(provider);
        advance(240);
        SessionRecord record = session.record();
        SessionData.Tokens data = (SessionData.Tokens) SessionData.parse(record.data());
        long until = clock.millis() + 8000;
        assertTrue(node.sessions()
                .compareAndSet(
                        record,
                        record.with(
                                record.caller(),
                                data.with(data.times().claimedUntil(until)).text())));
        assertEquals("live", node.code(session));
        assertEquals(List.of(), provider.used);
        advance(8);
        SessionNode.await(() -> provider.used.equals(List.of("refresh-1")));
    }

    @Test
    void providerThatIsNoLongerConfigured_endsItsSessions() throws Exception {
        Caller foreign = Caller.builder("http://localhost:2/other", "demo").build();
        Sessions.Opened session = node.open(foreign, provider.issue());
        advance(300);
        assertEquals("session.provider-unknown", node.code(session));
        assertEquals(List.of(), provider.used);
    }

    @Test
    void close_waitsForTheAnswerOfTheProvider() throws Exception {
        Sessions.Opened session = node.open(provider);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        provider.answer = tokens -> {
            asked.countDown();
            awaiting(slow);
            return new TokenAnswer.Issued(tokens);
        };
        advance(240);
        assertEquals("live", node.code(session));
        awaiting(asked);
        Thread closing = new Thread(node.life()::close);
        closing.start();
        slow.countDown();
        closing.join();
        assertTrue(SessionData.due(node.data(session.record().id())) > clock.millis());
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
