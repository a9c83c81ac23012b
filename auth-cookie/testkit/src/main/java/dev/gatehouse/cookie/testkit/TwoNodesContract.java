package dev.gatehouse.cookie.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What several nodes on one store see of each other. Each test gets a store of its own.
 *
 * @since 0.1
 */
@Incubating
public interface TwoNodesContract {

    /** Returns nodes on an empty store. */
    Nodes nodes();

    @Test
    default void openedSession_isLiveOnTheOtherNodeAtOnce() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions a = nodes.startUp();
            Sessions b = nodes.startUp();
            assertEquals("live", Nodes.code(b, Nodes.open(a, "demo")));
            assertTrue(a.blocking());
        }
    }

    @Test
    default void endedSession_isDeadOnTheOtherNodeWithinASecond() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions a = nodes.startUp();
            Sessions b = nodes.startUp();
            Sessions.Opened session = Nodes.open(a, "demo");
            assertEquals("live", Nodes.code(a, session));
            assertEquals("live", Nodes.code(b, session));
            a.end(session.cookie().value());
            assertEquals("session.unknown", Nodes.code(a, session));
            nodes.advance(Duration.ofSeconds(1));
            assertEquals("session.unknown", Nodes.code(b, session));
        }
    }

    @Test
    default void endedSessionsOfAUser_areDeadOnAllNodesWithinASecond() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions a = nodes.startUp();
            Sessions b = nodes.startUp();
            Sessions.Opened first = Nodes.open(a, "demo");
            Sessions.Opened second = Nodes.open(b, "demo");
            Sessions.Opened other = Nodes.open(b, "act");
            assertEquals("live", Nodes.code(b, first));
            assertEquals(2, a.list("local", "demo").size());
            assertEquals(2, a.endWhere(new Selection("local", null, "demo", null)));
            nodes.advance(Duration.ofSeconds(1));
            for (Sessions node : List.of(a, b)) {
                assertEquals("session.unknown", Nodes.code(node, first));
                assertEquals("session.unknown", Nodes.code(node, second));
                assertEquals("live", Nodes.code(node, other));
            }
        }
    }

    @Test
    default void useOnOneNode_keepsTheSessionAlive() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions a = nodes.startUp();
            Sessions b = nodes.startUp();
            Sessions.Opened session = Nodes.open(a, "demo");
            nodes.advance(Duration.ofMinutes(20));
            assertEquals("live", Nodes.code(b, session));
            nodes.advance(Duration.ofMinutes(20));
            assertEquals("live", Nodes.code(a, session));
            nodes.advance(Duration.ofMinutes(30));
            assertEquals("session.idle", Nodes.code(b, session));
        }
    }

    @Test
    default void staleChange_isRefusedOnTheOtherNode() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions a = nodes.startUp();
            Sessions b = nodes.startUp();
            SessionRecord read = Nodes.open(a, "demo").record();
            assertTrue(a.compareAndSet(read, read.with(read.caller(), "a")));
            assertFalse(b.compareAndSet(read, read.with(read.caller(), "b")));
            assertEquals("a", b.read(read.id()).orElseThrow().data());
        }
    }

    @Test
    default void restartOfAllNodes_keepsSessions() throws Exception {
        try (Nodes nodes = nodes()) {
            Sessions before = nodes.startUp();
            Sessions.Opened session = Nodes.open(before, "demo");
            Sessions.Opened ended = Nodes.open(before, "demo");
            before.end(ended.record().id());
            before.close();
            Sessions after = nodes.startUp();
            assertEquals("live", Nodes.code(after, session));
            assertEquals("session.unknown", Nodes.code(after, ended));
        }
    }

    @Test
    default void concurrentlyStartedNodes_shareSessions() throws Exception {
        try (Nodes nodes = nodes()) {
            List<Sessions> started = IntStream.range(0, 4)
                    .parallel()
                    .mapToObj(i -> nodes.startUp())
                    .toList();
            Sessions.Opened session = Nodes.open(started.get(0), "demo");
            for (Sessions node : started) {
                assertEquals("live", Nodes.code(node, session));
            }
        }
    }
}
