package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.KEEP;
import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.id;
import static dev.gatehouse.testkit.SessionSamples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.MovableClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachingSessionStoreTest {

    private final ManualTicker ticks = new ManualTicker();
    private final FakeSharedStore shared =
            new FakeSharedStore(new MemorySessionStore(1000, new SessionClock(MovableClock.at(START), ticks)));
    private final CachingSessionStore here = new CachingSessionStore(shared, ticks);
    private final CachingSessionStore there = new CachingSessionStore(shared, ticks);

    @Test
    void sessionInUse_isReadOncePerCopy() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        for (int i = 0; i < 100; i++) {
            assertTrue(here.find(id(1)).isPresent());
        }
        assertEquals(1, shared.reads());
        ticks.seconds(0.8);
        assertTrue(here.find(id(1)).isPresent());
        assertEquals(2, shared.reads());
    }

    @Test
    void sessionEndedByAnotherNode_isGoneWithinASecond() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        assertTrue(here.find(id(1)).isPresent());
        there.remove(id(1));
        assertEquals(Optional.empty(), there.find(id(1)));
        ticks.seconds(0.8);
        assertEquals(Optional.empty(), here.find(id(1)));
    }

    @Test
    void findNow_returnsNoCopyAndReplacesIt() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        SessionRecord first = here.find(id(1)).orElseThrow();
        there.replace(0, SessionChange.next(first, first.with(first.caller(), "new")), KEEP);
        assertEquals("data", here.find(id(1)).orElseThrow().data());
        assertEquals("new", here.findNow(id(1)).orElseThrow().data());
        assertEquals("new", here.find(id(1)).orElseThrow().data());
        there.remove(id(1));
        assertEquals(Optional.empty(), here.findNow(id(1)));
        assertEquals(Optional.empty(), here.find(id(1)));
    }

    @Test
    void copyOfASlowRead_agesFromItsStart() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        shared.beforeAnswer(() -> ticks.seconds(0.7));
        assertTrue(here.find(id(1)).isPresent());
        shared.beforeAnswer(() -> {});
        there.remove(id(1));
        ticks.seconds(0.1);
        assertEquals(Optional.empty(), here.find(id(1)));
    }

    @Test
    void sessionEndedByThisNode_isGoneAtOnce() throws Exception {
        here.add(session(1, "demo", "sid"), KEEP);
        here.add(session(2, "demo", "sid"), KEEP);
        assertTrue(here.find(id(1)).isPresent() && here.find(id(2)).isPresent());
        here.remove(id(1));
        assertEquals(Optional.empty(), here.find(id(1)));
        here.removeWhere(new Selection("local", "sid", null, null));
        assertEquals(Optional.empty(), here.find(id(2)));
    }

    @Test
    void readDuringRemoval_cachesNothing() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        // The store has answered the read; before the response arrives, this node removes the session.
        shared.beforeAnswer(() -> {
            shared.beforeAnswer(() -> {});
            here.remove(id(1));
        });
        here.find(id(1));
        assertEquals(Optional.empty(), here.find(id(1)));
    }

    @Test
    void changedSession_isReadAtOnce() throws Exception {
        SessionRecord first = session(1, "demo", null);
        here.add(first, KEEP);
        here.find(id(1));
        here.replace(0, SessionChange.next(first, first.with(first.caller(), "new")), KEEP);
        assertEquals("new", here.find(id(1)).orElseThrow().data());
        here.touch(id(1), START.plusSeconds(60), KEEP);
        assertEquals(START.plusSeconds(60), here.find(id(1)).orElseThrow().lastUsed());
    }

    @Test
    void failedRemoval_dropsTheCopy() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        here.find(id(1));
        shared.down(true);
        assertThrows(SessionsUnavailableException.class, () -> here.remove(id(1)));
        assertThrows(SessionsUnavailableException.class, () -> here.find(id(1)));
        shared.down(false);
        assertTrue(here.find(id(1)).isPresent());
    }

    @Test
    void absentSession_isNotCached() throws Exception {
        here.find(id(1));
        there.add(session(1, "demo", null), KEEP);
        assertTrue(here.find(id(1)).isPresent());
    }

    @Test
    void concurrentTouches_areWrittenOnce() throws Exception {
        here.add(session(1, "demo", null), KEEP);
        shared.beforeAnswer(() -> {
            shared.beforeAnswer(() -> {});
            assertTrue(here.touch(id(1), START.plusSeconds(61), KEEP));
        });
        assertTrue(here.touch(id(1), START.plusSeconds(60), KEEP));
        assertEquals(1, shared.touches());
        assertTrue(here.touch(id(1), START.plusSeconds(120), KEEP));
        assertEquals(2, shared.touches());
    }
}
