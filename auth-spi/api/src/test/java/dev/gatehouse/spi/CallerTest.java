package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Caller.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    @Test
    void callerWithIssuerAndSubjectOnly_hasNoRights() {
        Caller caller = Caller.builder("https://issuer", "42").build();
        assertEquals("42", caller.getName());
        assertEquals("42", caller.displayName());
        assertEquals(Kind.PERSON, caller.kind());
        assertEquals(Set.of(), caller.permissions());
        assertEquals(Set.of(), caller.groups());
        assertEquals(Set.of(), caller.tenants());
        assertEquals("", caller.mechanism());
        assertEquals(Optional.empty(), caller.authenticationTime());
        assertEquals(Optional.empty(), caller.acr());
        assertEquals(Optional.empty(), caller.expiry());
        assertEquals(List.of(), caller.amr());
        assertEquals(Map.of(), caller.claims());
    }

    @Test
    void displayName_followsTheName() {
        assertEquals("demo", Caller.builder("i", "42").name("demo").build().displayName());
        assertEquals(
                "Demo",
                Caller.builder("i", "42")
                        .displayName("Demo")
                        .name("demo")
                        .build()
                        .displayName());
    }

    @Test
    void identity_isIssuerSubjectAndKindAlone() {
        Caller one =
                Caller.builder("i", "42").name("a").permissions(Set.of("READ")).build();
        Caller same = Caller.builder("i", "42").name("b").build();
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, Caller.builder("j", "42").name("a").build());
        assertNotEquals(one, Caller.builder("i", "43").name("a").build());
        Caller client = Caller.builder("i", "42").kind(Caller.Kind.CLIENT).build();
        assertNotEquals(one, client);
        assertEquals(client, client.toBuilder().name("b").build());
        assertEquals(client.hashCode(), client.toBuilder().name("b").build().hashCode());
    }

    @Test
    void permission_isHeldExactly() {
        Caller caller =
                Caller.builder("i", "42").permissions(Set.of("READ", "*")).build();
        assertTrue(caller.hasPermission("READ"));
        assertFalse(caller.hasPermission("read"));
        assertFalse(caller.hasPermission("WRITE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankParts_areRefused(String blank) {
        assertThrows(IllegalArgumentException.class, () -> Caller.builder(blank, "42"));
        assertThrows(IllegalArgumentException.class, () -> Caller.builder("i", blank));
        Caller.Builder builder = Caller.builder("i", "42");
        assertThrows(IllegalArgumentException.class, () -> builder.name(blank));
        assertThrows(IllegalArgumentException.class, () -> builder.displayName(blank));
    }

    @Test
    void subject_has4096CharactersAtMost() {
        assertEquals(
                4096, Caller.builder("i", "x".repeat(4096)).build().subject().length());
        assertThrows(IllegalArgumentException.class, () -> Caller.builder("i", "x".repeat(4097)));
    }

    @Test
    void collections_areCopiedAndUnmodifiable() {
        Set<String> permissions = new HashSet<>(Set.of("READ"));
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "42"));
        Caller caller = Caller.builder("i", "42")
                .permissions(permissions)
                .claims(claims)
                .amr(List.of("pwd"))
                .build();
        permissions.add("ADMIN");
        claims.put("admin", true);
        assertEquals(Set.of("READ"), caller.permissions());
        assertEquals(Map.of("sub", "42"), caller.claims());
        assertThrows(
                UnsupportedOperationException.class, () -> caller.permissions().add("ADMIN"));
        assertThrows(UnsupportedOperationException.class, () -> caller.claims().put("a", "b"));
        assertThrows(UnsupportedOperationException.class, () -> caller.amr().add("otp"));
    }

    @Test
    void toBuilder_keepsEverything() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        Caller caller = Caller.builder("i", "42")
                .name("n")
                .displayName("d")
                .kind(Kind.CLIENT)
                .permissions(Set.of("p"))
                .groups(Set.of("g"))
                .tenants(Set.of("t"))
                .mechanism("m")
                .authenticationTime(time)
                .acr("2")
                .amr(List.of("pwd"))
                .expiry(time)
                .claims(Map.of("c", 1))
                .build();
        Caller copy = caller.toBuilder().build();
        assertEquals(
                List.of(
                        "n",
                        "d",
                        Kind.CLIENT,
                        Set.of("p"),
                        Set.of("g"),
                        Set.of("t"),
                        "m",
                        "2",
                        List.of("pwd"),
                        Map.of("c", 1)),
                List.of(
                        copy.getName(),
                        copy.displayName(),
                        copy.kind(),
                        copy.permissions(),
                        copy.groups(),
                        copy.tenants(),
                        copy.mechanism(),
                        copy.acr().orElseThrow(),
                        copy.amr(),
                        copy.claims()));
        assertEquals(Optional.of(time), copy.authenticationTime());
        assertEquals(Optional.of(time), copy.expiry());
    }

    @Test
    void toString_isOneCleanLineWithoutClaims() {
        Caller caller = Caller.builder("i", "42\r\nfake line")
                .claims(Map.of("email", "private@example.com"))
                .build();
        assertEquals("Caller[issuer=i, subject=42??fake line]", caller.toString());
    }
}
