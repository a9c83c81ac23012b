package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedUsersTest {

    @Test
    void exactName_isFound() throws Exception {
        User demo = SampleUsers.user("demo", "password");
        Users users = Users.of(List.of(demo));
        assertEquals(Optional.of(demo), users.find("demo"));
        assertEquals(Optional.empty(), users.find("Demo"));
        assertEquals("$argon2id$v=19$m=64,t=1,p=1", users.decoy().cost());
    }

    @Test
    void namesThatDifferInCase_areRefused() {
        List<User> users = List.of(SampleUsers.user("demo", "password"), SampleUsers.user("DEMO", "password"));
        assertThrows(IllegalArgumentException.class, () -> Users.of(users));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\u0085b", "a\u2028b", "\ud800"})
    void invalidName_isRefused(String name) {
        assertThrows(
                IllegalArgumentException.class, () -> new User(name, "x", null, Set.of(), Set.of(), Set.of(), false));
    }
}
