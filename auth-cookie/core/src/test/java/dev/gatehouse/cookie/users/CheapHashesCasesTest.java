package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack 11: users whose bcrypt hashes have a cost below 10. */
class CheapHashesCasesTest {

    private static final String REST = "$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ0123C";

    private static User user(String name, String cost) {
        PasswordHash hash = cost.isEmpty()
                ? null
                : cost.startsWith("$argon2id") ? PasswordHash.decoy() : PasswordHash.parse(cost + REST);
        return new User(name, name, hash, Set.of(), Set.of(), Set.of(), false);
    }

    @ParameterizedTest
    @CsvSource({
        "$2b$04,true",
        "$2a$09,true",
        "$2y$09,true",
        "$2b$10,false",
        "$2b$14,false",
        "$argon2id,false",
        "'',false"
    })
    void bcryptBelowTen_isCheap(String cost, boolean cheap) {
        assertEquals(cheap, CheapHashes.warning(List.of(user("ann", cost))).isPresent());
    }

    @Test
    void fewUsers_areNamedAndManyAreCounted() {
        List<User> users = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            users.add(user("user" + i, "$2b$04"));
        }
        assertTrue(CheapHashes.warning(users).orElseThrow().contains("user1, user2, user3"));
        users.add(user("user4", "$2b$04"));
        String many = CheapHashes.warning(users).orElseThrow();
        assertTrue(many.contains("4 password hashes") && !many.contains("user1"), many);
        assertFalse(many.contains(REST.substring(1, 10)), "contains a hash");
    }
}
