package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.SettingException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** State that the host keeps for its mechanisms and sessions, on a running host with two mechanisms. */
class SharedStateTest {

    /** Counts how often one of it is closed. */
    private static class Throttle implements AutoCloseable {
        private int closed;

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class StricterThrottle extends Throttle {}

    /** Keeps the context of each mechanism that it makes. */
    private record Keeping(String name, List<MechanismContext> contexts) implements AuthenticationMechanismFactory {
        @Override
        public AuthenticationMechanism<?> create(MechanismContext context) {
            if (!context.checkOnly()) {
                contexts.add(context);
            }
            context.sessions();
            return FakeMechanism.authorization(name, name);
        }
    }

    /** Keeps the contexts of the sessions, which nobody uses. */
    private record KeepingSessions(List<MechanismContext> contexts) implements SessionsFactory {
        @Override
        public String name() {
            return "kept";
        }

        @Override
        public Sessions create(MechanismContext context) {
            if (!context.checkOnly()) {
                contexts.add(context);
            }
            return (Sessions) Proxy.newProxyInstance(
                    SharedStateTest.class.getClassLoader(),
                    new Class<?>[] {Sessions.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "health" -> Health.up();
                        case "deletion" -> SetCookie.deletion("SID", SetCookie.SameSite.LAX);
                        default -> null;
                    });
        }
    }

    private final Keeping one = new Keeping("one", new ArrayList<>());
    private final Keeping two = new Keeping("two", new ArrayList<>());
    private final KeepingSessions sessions = new KeepingSessions(new ArrayList<>());

    private Gatehouse start() {
        return Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "one, two", "auth.sessions", "kept"))
                .mechanism(one)
                .mechanism(two)
                .sessions(sessions)
                .start();
    }

    private static Throttle shared(MechanismContext context, String name) {
        return context.sharedState(name, Throttle.class, Throttle::new);
    }

    private static Throttle own(MechanismContext context, String name) {
        return context.state(name, Throttle.class, Throttle::new);
    }

    @Test
    void sharedState_isOneObjectForMechanismsAndSessionsAndOverAReload() {
        try (Gatehouse gatehouse = start()) {
            Throttle first = shared(one.contexts.get(0), "logins");
            assertSame(first, shared(one.contexts.get(0), "logins"));
            assertSame(first, shared(two.contexts.get(0), "logins"));
            assertSame(first, shared(sessions.contexts.get(0), "logins"));
            gatehouse.reload();
            assertEquals(2, one.contexts.size());
            assertSame(first, shared(one.contexts.get(1), "logins"));
            assertSame(first, shared(two.contexts.get(1), "logins"));
            assertSame(first, shared(sessions.contexts.get(1), "logins"));
            assertSame(first, shared(one.contexts.get(0), "logins"), "those that are about to end meet it too");
        }
    }

    @Test
    void otherNameOrType_isAnotherObject() {
        try (Gatehouse gatehouse = start()) {
            MechanismContext context = one.contexts.get(0);
            Throttle logins = shared(context, "logins");
            Throttle resets = shared(two.contexts.get(0), "resets");
            Throttle stricter =
                    two.contexts.get(0).sharedState("logins", StricterThrottle.class, StricterThrottle::new);
            assertNotSame(logins, resets);
            assertNotSame(logins, stricter);
            gatehouse.reload();
            MechanismContext later = two.contexts.get(1);
            assertSame(logins, shared(later, "logins"));
            assertSame(resets, shared(later, "resets"));
            assertSame(stricter, later.sharedState("logins", StricterThrottle.class, StricterThrottle::new));
        }
    }

    @Test
    void stateOfOneMechanism_isNoOthersAndNotTheSharedOne() {
        try (Gatehouse gatehouse = start()) {
            Throttle own = own(one.contexts.get(0), "logins");
            assertNotSame(own, own(two.contexts.get(0), "logins"));
            assertNotSame(own, own(one.contexts.get(0), "resets"));
            assertNotSame(own, shared(one.contexts.get(0), "logins"));
            String whole = "shared " + Throttle.class.getName() + "/logins";
            assertNotSame(shared(one.contexts.get(0), "logins"), own(one.contexts.get(0), whole));
            gatehouse.reload();
            assertSame(own, own(one.contexts.get(1), "logins"));
            MechanismContext context = one.contexts.get(1);
            assertThrows(
                    IllegalStateException.class,
                    () -> context.state("logins", StricterThrottle.class, StricterThrottle::new));
        }
    }

    @Test
    void everyState_isClosedOnceAtTheEndOfTheHost() {
        Throttle shared;
        Throttle own;
        try (Gatehouse gatehouse = start()) {
            shared = shared(one.contexts.get(0), "logins");
            own = own(two.contexts.get(0), "logins");
            gatehouse.reload();
            assertSame(shared, shared(two.contexts.get(1), "logins"));
            assertEquals(0, shared.closed + own.closed);
        }
        assertEquals(1, shared.closed);
        assertEquals(1, own.closed);
    }

    private static Throttle ofSnapshot(MechanismContext context) {
        return context.snapshotState("logins", Throttle.class, Throttle::new);
    }

    @Test
    void snapshotState_isOneObjectForTheConfigurationAndNewAfterAReload() {
        try (Gatehouse gatehouse = start()) {
            Throttle first = ofSnapshot(one.contexts.get(0));
            assertSame(first, ofSnapshot(two.contexts.get(0)));
            assertSame(first, ofSnapshot(sessions.contexts.get(0)));
            assertNotSame(first, shared(one.contexts.get(0), "logins"));
            gatehouse.reload();
            Throttle second = ofSnapshot(two.contexts.get(1));
            assertNotSame(first, second);
            assertSame(second, ofSnapshot(one.contexts.get(1)));
        }
    }

    @Test
    void snapshotState_isClosedAfterTheMechanisms() {
        List<Integer> closedBefore = new ArrayList<>();
        FakeMechanism last = FakeMechanism.authorization("last", "Last")
                .closing(() -> closedBefore.add(ofSnapshot(one.contexts.get(0)).closed));
        Gatehouse gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "one, last", "auth.sessions", "kept"))
                .mechanism(one)
                .mechanism(last)
                .sessions(sessions)
                .start();
        Throttle state = ofSnapshot(one.contexts.get(0));
        assertEquals(0, state.closed);
        gatehouse.close();
        assertEquals(List.of(0), closedBefore);
        assertEquals(1, state.closed);
    }

    @Test
    void mechanismThatRefusesToStart_refusesTheStartAndSnapshotStateIsClosed() {
        List<Throttle> states = new ArrayList<>();
        FakeMechanism last = FakeMechanism.authorization("last", "Last").starting(() -> {
            states.add(ofSnapshot(one.contexts.get(0)));
            throw new SettingException("auth.x", "auth.x: does not go together with one");
        });
        Gatehouse.Builder builder = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "one, last", "auth.sessions", "kept"))
                .mechanism(one)
                .mechanism(last)
                .sessions(sessions);
        SettingException refused = assertThrows(SettingException.class, builder::start);
        assertEquals("auth.x: does not go together with one", refused.getMessage());
        assertEquals(1, states.get(0).closed);
        assertEquals(1, last.closed());
    }

    @Test
    void anotherHost_hasItsOwn() {
        try (Gatehouse first = start();
                Gatehouse second = start()) {
            assertNotSame(first, second);
            assertNotSame(shared(one.contexts.get(0), "logins"), shared(one.contexts.get(1), "logins"));
        }
    }
}
