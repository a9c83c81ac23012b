package dev.gatehouse.cookie.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.InMemoryPasskeyStore;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.PasskeyStore.Added;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PasskeyStore} does. A test class for a store implements this interface. The directory has the users
 * {@code ann} and {@code bob}.
 *
 * @since 0.1
 */
@Incubating
public interface PasskeyStoreContract {

    /** The most passkeys of a user in these tests. */
    int MOST = 3;

    /** When the passkeys were made. */
    Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** Returns the store under test, empty at first; each call in one test returns a store with the same content. */
    PasskeyStore store() throws Exception;

    /** Returns a passkey. */
    static Passkey passkey(String id, String user, long counter) {
        return new Passkey(id, user, "h".repeat(43), "cHVibGlj", counter, true, false, "Läptop", START, START);
    }

    /** A passkey is found as it was stored, by every object of the store. */
    @Test
    default void storedPasskey_isFound() throws Exception {
        Passkey passkey = passkey("one", "ann", 7);
        assertEquals(Added.STORED, store().add(passkey, MOST));
        assertEquals(Optional.of(passkey), store().find("one"));
        assertEquals(List.of(passkey), store().ofUser("ann"));
        assertEquals(List.of(), store().ofUser("bob"));
        assertEquals(Optional.empty(), store().find("two"));
    }

    /** Ids are compared exactly. */
    @Test
    default void idInOtherCase_isUnknown() throws Exception {
        store().add(passkey("one", "ann", 0), MOST);
        assertEquals(Optional.empty(), store().find("ONE"));
        assertEquals(List.of(), store().ofUser("ANN"));
    }

    /** The longest passkey that the type allows fits. */
    @Test
    default void longestPasskey_isStored() throws Exception {
        Passkey longest = new Passkey(
                "i".repeat(1364),
                "ann",
                "h".repeat(43),
                "k".repeat(4000),
                0xffff_ffffL,
                true,
                true,
                "ü".repeat(64),
                START,
                START);
        assertEquals(Added.STORED, store().add(longest, MOST));
        assertEquals(Optional.of(longest), store().find(longest.id()));
    }

    /** An id belongs to one passkey, also if another user registers it again. */
    @Test
    default void knownId_isNotStoredAgain() throws Exception {
        Passkey first = passkey("one", "ann", 0);
        store().add(first, MOST);
        assertEquals(Added.EXISTS, store().add(first, MOST));
        assertEquals(Added.EXISTS, store().add(passkey("one", "bob", 0), MOST));
        assertEquals(Optional.of(first), store().find("one"));
    }

    /** A user has a limited number of passkeys. */
    @Test
    default void oneMoreThanAllowed_isRefused() throws Exception {
        for (int i = 0; i < MOST; i++) {
            assertEquals(Added.STORED, store().add(passkey("key-" + i, "ann", 0), MOST));
        }
        assertEquals(Added.FULL, store().add(passkey("surplus", "ann", 0), MOST));
        assertEquals(Optional.empty(), store().find("surplus"));
        assertEquals(Added.STORED, store().add(passkey("other", "bob", 0), MOST));
    }

    /** The limit holds for concurrent registrations as well. */
    @Test
    default void concurrentRegistrations_neverExceedTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Added>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Passkey passkey = passkey("key-" + i, "ann", 0);
                results.add(threads.submit(() -> store().add(passkey, MOST)));
            }
            int stored = 0;
            for (Future<Added> result : results) {
                stored += result.get() == Added.STORED ? 1 : 0;
            }
            assertTrue(stored <= MOST, stored + " were stored");
            assertEquals(stored, store().ofUser("ann").size());
        } finally {
            threads.shutdownNow();
        }
    }

    /** A use changes counter, backup and time. */
    @Test
    default void use_isRecorded() throws Exception {
        Passkey passkey = passkey("one", "ann", 7);
        store().add(passkey, MOST);
        Instant later = START.plusSeconds(60);
        assertTrue(store().used(passkey, 8, true, later));
        assertEquals(Optional.of(passkey.used(8, true, later)), store().find("one"));
    }

    /** Of two uses that saw the same counter, one is recorded. */
    @Test
    default void useOfAnOldCounter_isNotRecorded() throws Exception {
        Passkey passkey = passkey("one", "ann", 7);
        store().add(passkey, MOST);
        assertTrue(store().used(passkey, 8, false, START));
        assertFalse(store().used(passkey, 9, false, START));
        assertEquals(8, store().find("one").orElseThrow().counter());
    }

    /** An authenticator without a counter can be used any number of times. */
    @Test
    default void useWithoutACounter_isRecordedEachTime() throws Exception {
        Passkey passkey = passkey("one", "ann", 0);
        store().add(passkey, MOST);
        assertTrue(store().used(passkey, 0, false, START));
        assertTrue(store().used(passkey, 0, false, START));
    }

    /** A use of a removed passkey is not recorded and does not bring it back. */
    @Test
    default void useOfARemovedPasskey_isNotRecorded() throws Exception {
        Passkey passkey = passkey("one", "ann", 0);
        store().add(passkey, MOST);
        assertTrue(store().remove("ann", "one"));
        assertFalse(store().used(passkey, 1, false, START));
        assertEquals(Optional.empty(), store().find("one"));
    }

    /** Users remove their own passkeys only. */
    @Test
    default void passkeyOfAnotherUser_isNotRemoved() throws Exception {
        store().add(passkey("one", "ann", 0), MOST);
        assertFalse(store().remove("bob", "one"));
        assertFalse(store().remove("ann", "two"));
        assertTrue(store().find("one").isPresent());
    }

    /** The secret has 256 bits and stays the same. */
    @Test
    default void secret_staysTheSame() throws Exception {
        String secret = store().secret();
        assertEquals(43, secret.length());
        assertEquals(secret, store().secret());
        assertNotEquals(new InMemoryPasskeyStore().secret(), secret);
    }
}
