package dev.gatehouse.cookie.testkit;

import static dev.gatehouse.testkit.SessionSamples.KEEP;
import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.id;
import static dev.gatehouse.testkit.SessionSamples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.SessionChange;
import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.testkit.SessionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What {@code StoredSessions} requires of every store. The test of a store implements this, returns a new, empty store
 * for each test, and closes it.
 *
 * @since 0.1
 */
@Incubating
public interface SessionStoreContract {

    /** Returns an empty store with room for at least 1000 sessions. */
    SessionStore store();

    @Test
    default void addedSession_isFound() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", "sid-1");
        store.add(session, KEEP);
        SessionRecord found = store.find(id(1)).orElseThrow();
        assertEquals(session, found);
        assertEquals(Set.of("READ"), found.caller().permissions());
        assertEquals(Optional.empty(), store.find(id(2)));
    }

    @Test
    default void removedSession_isReturnedOnce() throws Exception {
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
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
        assertEquals(List.of(), store.removeWhere(new Selection("local", "sid-1", null, null)));
    }

    @Test
    default void replaceOfAnotherVersion_isRefused() throws Exception {
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
    default void replaceAfterTouch_keepsTheLaterUse() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        store.touch(id(1), START.plusSeconds(90), KEEP);
        assertTrue(store.replace(0, SessionChange.next(session, session), KEEP));
        assertEquals(START.plusSeconds(90), store.find(id(1)).orElseThrow().lastUsed());
    }

    @Test
    default void touch_neverGoesBackAndKeepsTheVersion() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", null), KEEP);
        assertTrue(store.touch(id(1), START.plusSeconds(90), KEEP));
        assertTrue(store.touch(id(1), START.plusSeconds(30), KEEP));
        SessionRecord found = store.find(id(1)).orElseThrow();
        assertEquals(START.plusSeconds(90), found.lastUsed());
        assertEquals(0, found.version());
    }

    @Test
    default void sessionsOfASubject_areFound() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", "a"), KEEP);
        store.add(session(2, "demo", null), KEEP);
        store.add(session(3, "act", "a"), KEEP);
        store.add(session(4, "DEMO", "A"), KEEP);
        assertEquals(Set.of(id(1), id(2)), ids(store.ofSubject("local", "demo")));
        assertEquals(List.of(), store.ofSubject("elsewhere", "demo"));
        store.remove(id(1));
        assertEquals(Set.of(id(2)), ids(store.ofSubject("local", "demo")));
    }

    @Test
    default void selection_removesMatchesOnly() throws Exception {
        SessionStore store = store();
        store.add(session(1, "demo", "a"), KEEP);
        store.add(session(2, "demo", null), KEEP);
        store.add(session(3, "act", "a"), KEEP);
        store.add(session(4, "DEMO", "A"), KEEP);
        store.add(session(5, "demo", "b"), KEEP);
        assertEquals(List.of(), store.removeWhere(new Selection("elsewhere", "a", "demo", null)));
        assertEquals(List.of(), store.removeWhere(new Selection("local", null, "demo", START)));
        assertEquals(List.of(id(1)), store.removeWhere(new Selection("local", "a", "demo", START.plusNanos(1))));
        assertEquals(List.of(id(3)), store.removeWhere(new Selection("local", "a", null, null)));
        assertEquals(Set.of(id(2), id(5)), Set.copyOf(store.removeWhere(new Selection("local", null, "demo", null))));
        assertEquals(List.of(), store.removeWhere(new Selection("local", null, "demo", null)));
        assertEquals(Set.of(id(4)), ids(store.ofSubject("local", "DEMO")));
    }

    @Test
    default void concurrentSelections_removeEachSessionOnce() throws Exception {
        SessionStore store = store();
        for (int i = 0; i < 20; i++) {
            store.add(session(i, "demo", null), KEEP);
        }
        AtomicInteger removed = new AtomicInteger();
        winners(() -> removed.addAndGet(store.removeWhere(new Selection("local", null, "demo", null))
                        .size())
                > 0);
        assertEquals(20, removed.get());
        assertEquals(List.of(), store.ofSubject("local", "demo"));
    }

    @Test
    default void everyPartOfARecord_isKept() throws Exception {
        SessionStore store = store();
        SessionRecord session = SessionSamples.full();
        store.add(session, KEEP);
        SessionSamples.assertSameParts(session, store.find(session.id()).orElseThrow());
        SessionSamples.assertSameParts(
                session,
                store.ofSubject(session.caller().issuer(), session.caller().subject())
                        .get(0));
        SessionSamples.assertSameParts(session, store.remove(session.id()).orElseThrow());
    }

    @Test
    default void removalDuringChanges_isFinal() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        AtomicInteger turn = new AtomicInteger();
        assertEquals(1, winners(() -> {
            int mine = turn.incrementAndGet();
            if (mine == 20) {
                return store.remove(id(1)).isPresent();
            }
            if (mine % 2 == 0) {
                store.touch(id(1), START.plusSeconds(mine), KEEP);
            } else {
                store.replace(mine / 2, SessionChange.next(session, session), KEEP);
            }
            return false;
        }));
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
    }

    @Test
    default void changedSid_replacesTheOldOne() throws Exception {
        SessionStore store = store();
        SessionRecord first = session(1, "demo", "old");
        store.add(first, KEEP);
        store.replace(0, SessionChange.next(first, session(1, "demo", "new")), KEEP);
        assertEquals(List.of(), store.removeWhere(new Selection("local", "old", null, null)));
        assertEquals(List.of(id(1)), store.removeWhere(new Selection("local", "new", null, null)));
    }

    @Test
    default void concurrentReplaces_haveOneWinner() throws Exception {
        SessionStore store = store();
        SessionRecord session = session(1, "demo", null);
        store.add(session, KEEP);
        assertEquals(1, winners(() -> store.replace(0, SessionChange.next(session, session), KEEP)));
    }

    @Test
    default void concurrentRemovals_haveOneWinner() throws Exception {
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
