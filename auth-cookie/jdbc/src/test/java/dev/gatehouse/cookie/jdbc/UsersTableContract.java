package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Health;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user directory in a table. */
interface UsersTableContract {

    String HASH = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$d3Jvbmd3cm9uZ3dyb25nd3Jvbmd3cm9uZ3dyb25nd3I";

    JdbcUsers users();

    String url();

    @BeforeEach
    default void awaitTables() {
        TestStores.awaitTable(users());
    }

    @AfterEach
    default void closeUsers() {
        users().close();
    }

    private void insert(String name, @Nullable String hash, String permissions, boolean disabled) throws SQLException {
        try (Database database = new Database(TestStores.config(url()));
                Connection connection = database.directly();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO gatehouse_user (name, display_name, password_hash, permissions, user_groups,"
                                + " tenants, disabled) VALUES (?, ?, ?, ?, 'office, staff', '<default>', ?)")) {
            insert.setString(1, name);
            insert.setString(2, "The " + name);
            insert.setString(3, hash);
            insert.setString(4, permissions);
            insert.setBoolean(5, disabled);
            insert.executeUpdate();
        }
    }

    @Test
    default void itemWithAComma_isQuoted() throws Exception {
        insert("ann", HASH, "\"CN=a b,OU=c\", READ,", false);
        insert("bob", HASH, "CN=a b,OU=c", false);
        assertEquals(
                Set.of("CN=a b,OU=c", "READ"), users().find("ann").orElseThrow().permissions());
        assertTrue(users().find("bob").isEmpty(), "can be read in two ways");
    }

    @Test
    default void user_hasTheValuesOfTheRow() throws Exception {
        insert("ann", HASH, "READ, WRITE", false);
        insert("bob", null, "", true);
        User ann = users().find("ann").orElseThrow();
        assertEquals("ann", ann.name());
        assertEquals("The ann", ann.displayName());
        assertEquals(HASH, ann.password().orElseThrow().text());
        assertEquals(Set.of("READ", "WRITE"), ann.permissions());
        assertEquals(Set.of("office", "staff"), ann.groups());
        assertEquals(Set.of("<default>"), ann.tenants());
        assertFalse(ann.disabled());
        User bob = users().find("bob").orElseThrow();
        assertTrue(bob.disabled());
        assertEquals(Optional.empty(), bob.password());
        assertEquals(Set.of(), bob.permissions());
        assertEquals(Health.State.UP, users().health().state());
        assertTrue(users().blocking());
    }

    @Test
    default void name_isComparedExactly() throws Exception {
        insert("ann", HASH, "", false);
        for (String other : new String[] {"Ann", "ann ", " ann", "an", "ann'", "a%", "\u00e4nn"}) {
            assertEquals(Optional.empty(), users().find(other), other);
        }
    }

    @Test
    default void invalidRow_isIgnored() throws Exception {
        insert("ann", "plain text", "READ", false);
        assertEquals(Optional.empty(), users().find("ann"));
    }

    @Test
    default void rehash_replacesTheReadHashOnly() throws Exception {
        insert("ann", HASH, "READ", false);
        User ann = users().find("ann").orElseThrow();
        PasswordHash next = PasswordHash.create("correct horse");
        assertTrue(users().rehashes());
        assertEquals(
                next.text(),
                users().rehash(ann, next).orElseThrow().password().orElseThrow().text());
        PasswordHash late = PasswordHash.create("correct horse");
        assertEquals(
                next.text(),
                users().rehash(ann, late).orElseThrow().password().orElseThrow().text());
    }

    @Test
    default void decoy_hasTheMostFrequentCost() throws Exception {
        assertTrue(users().decoy().text().contains("m=19456,t=2,p=1"), "the default cost if there are no users");
        insert("ann", HASH, "READ", false);
        insert("ANN", HASH, "READ", false);
        JdbcUsers restarted = new JdbcUsers(TestStores.config(url()));
        assertNull(restarted.refusal());
        assertTrue(restarted.decoy().text().contains("m=64,t=1,p=1"));
        restarted.close();
    }

    @Test
    default void decoys_haveEveryCostInTheTable() throws Exception {
        insert("ann", HASH, "READ", false);
        insert("ANN", HASH, "READ", false);
        insert("bob", PasswordHash.decoy().text(), "READ", false);
        insert("twelve", "$2b$12$" + ".".repeat(53), "READ", false);
        insert("twelve-too", "$2y$12$" + ".".repeat(53), "READ", false);
        insert("four", "$2a$04$" + ".".repeat(53), "READ", false);
        insert("broken", "$2b$99$" + ".".repeat(53), "READ", false);
        JdbcUsers restarted = new JdbcUsers(TestStores.config(url()));
        assertNull(restarted.refusal());
        assertEquals(4, restarted.decoys().size());
        assertTrue(restarted.decoys().get(0).text().contains("m=64,t=1,p=1"));
        restarted.close();
        users().find("twelve");
        users().find("twelve-too");
        users().find("four");
        assertEquals(2, users().decoys().size(), "before the next sample, the costs of the users found");
    }
}
