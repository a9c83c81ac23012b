package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** One node: sessions in a store, and their life with a provider. */
record SessionNode(Sessions sessions, ProviderSessions life) implements AutoCloseable {

    static SessionNode start(
            SessionsFactory factory,
            Map<String, String> store,
            Map<String, String> settings,
            FakeProvider provider,
            MovableClock clock,
            UnaryOperator<Sessions> wrapped) {
        Sessions sessions = factory.create(TestContext.of(factory, store).withClock(clock));
        TestContext context = TestContext.of("login", ProviderSessions.settings(), settings)
                .withClock(clock)
                .withHttpTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3))
                .withSessions(wrapped.apply(sessions));
        ProviderSessions life =
                ProviderSessions.open(context, List.of(provider.asSessionProvider()), new PublicPlace(null));
        sessions.guard("login", life.guard());
        return new SessionNode(sessions, life);
    }

    /** Opens a session and returns its cookie. */
    Sessions.Opened open(FakeProvider provider) throws SessionsUnavailableException {
        return open(FakeProvider.demo().build(), provider.issue());
    }

    Sessions.Opened open(Caller caller, TokenSet tokens) throws SessionsUnavailableException {
        return sessions.open(new Sessions.NewSession(
                "login",
                caller,
                "sid-1",
                null,
                null,
                false,
                id -> life.tokens().seal(id, new SessionTokens("example", tokens))));
    }

    /** Returns {@code live}, {@code unavailable}, or the reason code of a dead session. */
    String code(Sessions.Opened session) {
        try {
            return sessions.find(session.cookie().value()) instanceof Lookup.Dead dead
                    ? dead.reason().code()
                    : "live";
        } catch (SessionsUnavailableException unavailable) {
            return "unavailable";
        }
    }

    Set<String> permissions(Sessions.Opened session) throws SessionsUnavailableException {
        return sessions.find(session.cookie().value()) instanceof Lookup.Live live
                ? live.record().caller().permissions()
                : Set.of();
    }

    String data(SessionId id) throws SessionsUnavailableException {
        return sessions.read(id).map(SessionRecord::data).orElse("");
    }

    /** Waits until the background refresh of a session has been stored. */
    void awaitChange(Sessions.Opened session) {
        String before = session.record().data();
        await(() -> {
            String now = data(session.record().id());
            return !now.equals(before)
                    && !(SessionData.parse(now) instanceof SessionData.Tokens tokens
                            && tokens.times().claimed() > 0);
        });
    }

    static void await(Callable<Boolean> condition) {
        try {
            while (!condition.call()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        life.close();
        sessions.close();
    }
}
