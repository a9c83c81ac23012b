package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attack 3: the time of one wrong attempt revealed which names exist and what kind of hash a user has. Counts the hash
 * computations of an attempt by kind instead of measuring time.
 */
class EqualWorkCasesTest {

    private final List<String> computed = new ArrayList<>();

    /** A hash that records its computations. Its password is {@code right}. */
    private record Recorded(String work, boolean real, List<String> computed) implements HashScheme {

        @Override
        public boolean matches(byte[] password) {
            computed.add(work);
            return real && new String(password, StandardCharsets.UTF_8).equals("right");
        }

        @Override
        public String text() {
            return work;
        }

        @Override
        public String cost() {
            return work;
        }

        @Override
        public boolean outdated() {
            return false;
        }

        @Override
        public HashScheme decoy() {
            return new Recorded(work, false, computed);
        }
    }

    private User user(String name, String work, boolean disabled) {
        PasswordHash hash = work.isEmpty() ? null : new PasswordHash(new Recorded(work, true, computed));
        return new User(name, name, hash, Set.of(), Set.of(), Set.of(), disabled);
    }

    private Users users() {
        return Users.of(List.of(
                user("argon", "argon2id", false),
                user("argon-too", "argon2id", false),
                user("twelve", "bcrypt-12", false),
                user("four", "bcrypt-4", false),
                user("off", "bcrypt-12", true),
                user("keyless", "", false)));
    }

    private List<String> attempt(String name, String password, boolean right) throws Exception {
        computed.clear();
        Users users = users();
        assertEquals(right, users.matches(users.find(name).orElse(null), password));
        return computed.stream().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"argon", "argon-too", "twelve", "four", "off", "keyless", "unknown"})
    void wrongPassword_computesEachKindOnceForEveryName(String name) throws Exception {
        assertEquals(List.of("argon2id", "bcrypt-12", "bcrypt-4"), attempt(name, "wrong", false));
    }

    @Test
    void rightPasswordOfADisabledUser_isTheSameWorkAsAWrongOne() throws Exception {
        assertEquals(List.of("argon2id", "bcrypt-12", "bcrypt-4"), attempt("off", "right", true));
    }

    @Test
    void rightPassword_computesItsOwnHashAlone() throws Exception {
        assertEquals(List.of("bcrypt-12"), attempt("twelve", "right", true));
        assertEquals(List.of("argon2id"), attempt("argon", "right", true));
    }

    @Test
    void directoryOfOneKind_computesOneHash() throws Exception {
        Users one = Users.of(List.of(user("argon", "argon2id", false)));
        for (String name : List.of("argon", "unknown")) {
            computed.clear();
            assertFalse(one.matches(one.find(name).orElse(null), "wrong"));
            assertEquals(List.of("argon2id"), computed);
        }
    }

    @Test
    void formsOfBcrypt_areOneKindPerCost() {
        List<User> users = new ArrayList<>();
        for (String form : List.of("$2a$", "$2b$", "$2y$")) {
            users.add(new User(
                    "user" + form,
                    "x",
                    PasswordHash.parse(form + "12$" + ".".repeat(53)),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    false));
        }
        users.add(SampleUsers.user("argon", "x"));
        List<String> kinds =
                Users.of(users).decoys().stream().map(PasswordHash::work).toList();
        assertEquals(List.of("bcrypt-12", "$argon2id$v=19$m=64,t=1,p=1"), kinds);
    }

    @Test
    void noHashAtAll_isTheWorkOfANewHash() {
        List<PasswordHash> decoys =
                Users.of(List.of(user("keyless", "", false))).decoys();
        assertEquals(1, decoys.size());
        assertTrue(decoys.get(0).cost().contains("m=19456,t=2,p=1"));
    }
}
