package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                REFERENCE,
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void hashesOfTheReferenceImplementation_match(String text) {
        PasswordHash hash = PasswordHash.parse(text);
        assertTrue(hash.matches("password"));
        assertFalse(hash.matches("Password"));
        assertFalse(hash.matches("password "));
        assertFalse(hash.matches(""));
        assertEquals(text, hash.text());
    }

    @ParameterizedTest
    @CsvSource({
        "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U*, $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
        "U*U*U, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
        "abc, $2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "rasmuslerdorf, $2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq"
    })
    void knownBcryptHashes_match(String password, String text) {
        PasswordHash hash = PasswordHash.parse(text);
        assertTrue(hash.matches(password));
        assertFalse(hash.matches(password + "x"));
        assertFalse(hash.matches(""));
        assertEquals(text, hash.text());
    }

    @Test
    void bcrypt_matchesAtMost72Bytes() {
        String password = "012345678901234567890123456789012345678901234567890123456789012345678901";
        assertEquals(72, password.length());
        PasswordHash hash = PasswordHash.parse(bcrypt(password));
        assertTrue(hash.matches(password));
        assertFalse(hash.matches(password + "x"));
        assertFalse(hash.matches(password.substring(0, 71)));
    }

    @Test
    void bcryptWithNul_doesNotMatch() {
        PasswordHash hash = PasswordHash.parse(bcrypt("a"));
        assertTrue(hash.matches("a"));
        assertFalse(hash.matches("a\0a"));
        assertFalse(hash.matches("a\0"));
    }

    private static String bcrypt(String password) {
        return org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate(
                "2b", password.getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[16], 4);
    }

    @Test
    void createdHash_hasDefaultCostAndOwnSalt() {
        PasswordHash one = PasswordHash.create("correct horse");
        PasswordHash two = PasswordHash.create("correct horse");
        assertTrue(one.text().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), one.cost());
        assertNotEquals(one.text(), two.text());
        assertTrue(PasswordHash.parse(one.text()).matches("correct horse"));
        assertFalse(one.matches("correct horsf"));
    }

    @Test
    void password_isComparedByteByByte() {
        PasswordHash hash = SampleUsers.hash("pässwörd");
        assertTrue(hash.matches("pässwörd"));
        assertFalse(hash.matches("pa\u0308sswo\u0308rd"));
        assertFalse(hash.matches("p?ssw?rd"));
        PasswordHash script = SampleUsers.hash("密码密码");
        assertFalse(script.matches("????"));
        assertFalse(script.matches("密码密"));
        String lasting = "x".repeat(1023);
        assertFalse(SampleUsers.hash(lasting + "a").matches(lasting + "b"));
    }

    @Test
    void unpairedSurrogate_isRefused() {
        PasswordHash hash = SampleUsers.hash("?");
        assertThrows(IllegalArgumentException.class, () -> hash.matches("\ud800"));
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.create("a\udc00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "{noop}demo",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=+256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=9999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=11,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=5$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=15,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1,x=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ==$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29t$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC+E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCCCE5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe"
            })
    void invalidHash_isRefusedAndNotRepeated(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
        String message = String.valueOf(refused.getMessage());
        assertFalse(message.contains("nf65EOgLrQMR") || message.contains("CCCC") || message.contains("demo"), message);
    }

    @Test
    void maximumCosts_areAccepted() {
        assertDoesNotThrow(() -> PasswordHash.parse(REFERENCE.replace("m=256,t=2,p=1", "m=65536,t=10,p=4")));
        assertDoesNotThrow(() -> PasswordHash.parse("$2b$14$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
    }

    @Test
    void decoy_hasTheSameCostAndMatchesNothing() {
        PasswordHash decoy = PasswordHash.parse(REFERENCE).likeThis();
        assertEquals("$argon2id$v=19$m=256,t=2,p=1", decoy.cost());
        assertFalse(decoy.matches("password"));
        assertNotEquals(decoy.text(), PasswordHash.parse(REFERENCE).likeThis().text());
        PasswordHash blow = PasswordHash.parse(bcrypt("a")).likeThis();
        assertEquals("$2b$04", blow.cost());
        assertFalse(blow.matches("a"));
        assertTrue(PasswordHash.decoy().cost().contains("m=19456,t=2,p=1"));
    }

    @Test
    void toString_hidesTheHash() {
        assertFalse(PasswordHash.parse(REFERENCE).toString().contains("nf65"));
        assertFalse(SampleUsers.user("demo", "password").toString().contains("$argon2id"));
    }

    @Test
    void outdated_comparesMemoryTimesPasses() {
        assertTrue(PasswordHash.create("x", new Argon2Hash.Cost(19_456, 1, 1)).outdated());
        assertTrue(SampleUsers.hash("x").outdated());
        assertTrue(PasswordHash.parse("$2a$14$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i")
                .outdated());
        assertFalse(PasswordHash.create("x").outdated());
        assertFalse(PasswordHash.create("x", new Argon2Hash.Cost(47_104, 1, 1)).outdated());
    }
}
