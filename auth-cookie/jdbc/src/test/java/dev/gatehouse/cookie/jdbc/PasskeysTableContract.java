package dev.gatehouse.cookie.jdbc;

import static dev.gatehouse.cookie.testkit.PasskeyStoreContract.passkey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.PasskeyStoreContract;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.PasskeyStore.Added;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The passkeys in the database of the users. */
interface PasskeysTableContract extends PasskeyStoreContract {

    UserRows rows();

    JdbcUsers users();

    @BeforeEach
    default void makeUsers() throws Exception {
        TestStores.awaitTable(users());
        rows().insert("ann", UsersTableContract.HASH);
        rows().insert("bob", UsersTableContract.HASH);
    }

    @AfterEach
    default void closeUsers() {
        users().close();
    }

    @Override
    default PasskeyStore store() {
        return users().passkeys().orElseThrow();
    }

    @Test
    default void removedUser_takesThePasskeysAlong() throws Exception {
        store().add(passkey("one", "ann", 0), MOST);
        store().add(passkey("two", "bob", 0), MOST);
        rows().delete("ann");
        rows().insert("ann", UsersTableContract.HASH);
        assertEquals(Optional.empty(), store().find("one"), "another person has the name now");
        assertTrue(store().find("two").isPresent());
    }

    @Test
    default void renamedUser_keepsThePasskeys() throws Exception {
        store().add(passkey("one", "ann", 0), MOST);
        rows().set("name = 'anna'", "ann");
        assertEquals("anna", store().find("one").orElseThrow().user());
    }

    @Test
    default void userWhoIsGone_getsNoPasskey() throws Exception {
        assertEquals(Added.NO_USER, store().add(passkey("one", "zoe", 0), MOST));
    }

    @Test
    default void invalidRow_isTreatedAsAbsent() throws Exception {
        store().add(passkey("one", "ann", 0), MOST);
        rows().setPasskeys("label = ''", "ann");
        assertEquals(List.of(), store().ofUser("ann"));
    }
}
