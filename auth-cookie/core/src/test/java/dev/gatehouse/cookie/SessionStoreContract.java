package dev.gatehouse.cookie;

import static dev.gatehouse.cookie.Samples.START;
import static dev.gatehouse.cookie.Samples.id;
import static dev.gatehouse.cookie.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@link StoredSessions} asks of every store. */
interface SessionStoreContract {

    /** Long after everything that the tests do. */
    Instant KEEP = START.plusSeconds(100_000);

    /** Returns an empty store with room for at least 1000 sessions. */
    SessionStore store();

    @Test
    default void addedSession_isFoundWithAllItsParts() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", "sid-1");
        store.add(session, KEEP);
        SessionRecord found = store.find(id(1)).orElseThrow();
        assertEquals(session, found);
        assertEquals(Set.of("READ"), found.caller().permissions());
        assertEquals(Optional.empty(), store.find(id(2)));
    }

    @Test
    default void removedSession_isGoneAndReturnedOnce() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertEquals(id(1), store.remove(id(1)).orElseThrow().id());
        assertEquals(Optional.empty(), store.remove(id(1)));
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    default void removedSession_doesNotComeBack() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", "sid-1");
        store.add(session, KEEP);
        store.remove(id(1));
        assertFalse(store.replace(0, SessionChange.next(session, session), KEEP));
        assertFalse(store.touch(id(1), START.plusSeconds(60), KEEP));
        assertFalse(store.lease(id(1), START, START.plusSeconds(5)));
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
        assertEquals(List.of(), store.ofSid("local", "sid-1"));
    }

    @Test
    default void replace_needsTheVersion() throws Exception {
        SessionStore store = store();
        SessionRecord first = session(1, "demo", null);
        store.add(first, KEEP);
        SessionRecord second = SessionChange.next(first, first.with(first.caller(), "second"));
        assertTrue(store.replace(0, second, KEEP));
        assertFalse(store.replace(0, SessionChange.next(first, first.with(first.caller(), "late")), KEEP));
        SessionRecord found = store.find(id(1)).orElseThrow();
        assertEquals("second", found.data());
        assertEquals(1, found.version());
    }

    @Test
    default void replaceOfAnOlderReading_keepsTheLaterUse() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        store.touch(id(1), START.plusSeconds(90), KEEP);
        assertTrue(store.replace(0, SessionChange.next(session, session), KEEP));
        assertEquals(START.plusSeconds(90), store.find(id(1)).orElseThrow().lastUsed());
    }

    @Test
    default void touch_movesOnOnlyAndLeavesTheVersion() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertTrue(store.touch(id(1), START.plusSeconds(90), KEEP));
        assertTrue(store.touch(id(1), START.plusSeconds(30), KEEP));
        SessionRecord found = store.find(id(1)).orElseThrow();
        assertEquals(START.plusSeconds(90), found.lastUsed());
        assertEquals(0, found.version());
    }

    @Test
    default void lease_isHeldByOneUntilItsEnd() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertTrue(store.lease(id(1), START, START.plusSeconds(5)));
        assertFalse(store.lease(id(1), START.plusSeconds(4), START.plusSeconds(9)));
        assertTrue(store.lease(id(1), START.plusSeconds(5), START.plusSeconds(9)));
        assertFalse(store.lease(id(2), START, START.plusSeconds(5)));
    }

    @Test
    default void leaseOutlivesReplaceAndTouch() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        store.lease(id(1), START, START.plusSeconds(5));
        store.replace(0, SessionChange.next(session, session), KEEP);
        store.touch(id(1), START.plusSeconds(1), KEEP);
        assertFalse(store.lease(id(1), START.plusSeconds(2), START.plusSeconds(9)));
    }

    @Test
    default void sessionsOfASubjectAndOfASid_areFound() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", "a"), KEEP);
        store.add(session(2, "demo", null), KEEP);
        store.add(session(3, "act", "a"), KEEP);
        store.add(session(4, "DEMO", "A"), KEEP);
        assertEquals(Set.of(id(1), id(2)), ids(store.ofSubject("local", "demo")));
        assertEquals(Set.of(id(1), id(3)), ids(store.ofSid("local", "a")));
        assertEquals(List.of(), store.ofSubject("elsewhere", "demo"));
        assertEquals(List.of(), store.ofSid("elsewhere", "a"));
        store.remove(id(1));
        assertEquals(Set.of(id(2)), ids(store.ofSubject("local", "demo")));
        assertEquals(Set.of(id(3)), ids(store.ofSid("local", "a")));
    }

    @Test
    default void changedSid_isFoundUnderTheNewOneOnly() throws Exception {
        SessionStore store = store();
        SessionRecord first = session(1, "demo", "old");
        store.add(first, KEEP);
        store.replace(0, SessionChange.next(first, session(1, "demo", "new")), KEEP);
        assertEquals(List.of(), store.ofSid("local", "old"));
        assertEquals(Set.of(id(1)), ids(store.ofSid("local", "new")));
    }

    @Test
    default void replaceByManyAtOnce_isWonByOne() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        assertEquals(1, winners(() -> store.replace(0, SessionChange.next(session, session), KEEP)));
    }

    @Test
    default void leaseByManyAtOnce_isWonByOne() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertEquals(1, winners(() -> store.lease(id(1), START, START.plusSeconds(5))));
    }

    @Test
    default void removeByManyAtOnce_isWonByOne() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertEquals(1, winners(() -> store.remove(id(1)).isPresent()));
    }

    @Test
    default void healthOfAWorkingStore_isUp() {
        assertEquals(Health.State.UP, store().health().state());
    }

    private static long winners(Callable<Boolean> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                attempts.add(attempt);
            }
            long won = 0;
            for (Future<Boolean> result : threads.invokeAll(attempts)) {
                won += result.get() ? 1 : 0;
            }
            return won;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<Object> ids(List<SessionRecord> sessions) {
        return sessions.stream().map(SessionRecord::id).collect(Collectors.toSet());
    }
}
