package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.support.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimMappingTest {

    private static final ClaimRules RULES = new ClaimRules(TestVerifier.policy().build());

    private static Caller map(String members, UnaryOperator<ClaimMapping.Builder> change) {
        String payload = members.isEmpty() ? TestToken.claims() : TestToken.claimsAnd(members);
        Map<String, Object> claims = new StrictJson(1_000).object(TestToken.bytes(payload));
        VerifiedToken token = new VerifiedToken(TestToken.ISSUER, RULES.registered(claims), claims);
        return change.apply(ClaimMapping.builder()).build().map(token, "jwt");
    }

    private static Set<String> permissions(String members, String path) {
        return map(members, mapping -> mapping.permissions(path)).permissions();
    }

    @Test
    void plainToken_isAPersonNamedByTheSubjectWithNothing() {
        Caller caller = map("", mapping -> mapping);
        assertEquals("alice", caller.getName());
        assertEquals("alice", caller.displayName());
        assertEquals(TestToken.ISSUER, caller.issuer());
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals(Set.of(), caller.permissions());
        assertEquals(Set.of(), caller.groups());
        assertEquals(Set.of(), caller.tenants());
        assertEquals("tasklist-api", caller.claims().get("aud"));
    }

    @Test
    void namePrefix_standsBeforeEveryNameAndNotBeforeDisplayNames() {
        Caller caller = map("\"name\":\"Alice L.\"", mapping -> mapping.namePrefix("corp:"));
        assertEquals("corp:alice", caller.getName());
        assertEquals("Alice L.", caller.displayName());
        assertEquals("alice", caller.subject());
        assertEquals(
                "corp:al",
                map(
                                "\"preferred_username\":\"al\"",
                                mapping -> mapping.name("preferred_username").namePrefix("corp:"))
                        .getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "corp", "corp1", "c orp:", "corp: ", "corp\u00e4:", "corp\n:", "c:\u0000"})
    void prefixThatDoesNotEndNames_isRefused(String prefix) {
        assertThrows(
                IllegalArgumentException.class, () -> ClaimMapping.builder().namePrefix(prefix));
    }

    @Test
    void names_comeFromTheirClaims() {
        Caller caller = map(
                "\"preferred_username\":\"al\",\"name\":\"Alice L.\"", mapping -> mapping.name("preferred_username"));
        assertEquals("al", caller.getName());
        assertEquals("Alice L.", caller.displayName());
        assertEquals("alice", caller.subject());
        assertEquals(
                "alice", map("", mapping -> mapping.name("preferred_username")).getName());
        assertEquals("alice", map("\"name\":[1]", mapping -> mapping).displayName());
        assertEquals(
                "alice", map("\"name\":\"ecila\\u202e\"", mapping -> mapping).displayName());
        assertEquals(
                "S\u00f8ren \ud842\udfb7",
                map("\"name\":\"S\u00f8ren \\ud842\\udfb7\"", mapping -> mapping)
                        .displayName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[\"al\"]",
                "{}",
                "\"\"",
                "\" \"",
                "\"a\\u0000\"",
                "\"dem\\u202eo\"",
                "\"a\\u2066b\"",
                "\"a\\ufeff\"",
                "\"a\\u2029b\"",
                "true"
            })
    void invalidName_isRefused(String value) {
        assertNull(map("\"user\":" + value, mapping -> mapping.name("user")));
    }

    @Test
    void permissions_areListsOrWords() {
        assertEquals(Set.of("a", "b"), permissions("\"scope\":\"a  b \"", "scope"));
        assertEquals(Set.of("a", "b c"), permissions("\"roles\":[\"a\",\"b c\",\"a\"]", "roles"));
        assertEquals(Set.of("x"), permissions("\"realm_access\":{\"roles\":[\"x\"]}", "realm_access.roles"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "true",
                "null",
                "{}",
                "{\"ADMIN\":true}",
                "[1]",
                "[\"ADMIN\",1]",
                "[[\"ADMIN\"]]",
                "[null]",
                "\"\""
            })
    void permissionsOfAnotherType_grantNothing(String value) {
        assertEquals(Set.of(), permissions("\"roles\":" + value, "roles"));
        assertEquals(Set.of(), permissions("\"a\":{\"roles\":" + value + "}", "a.roles"));
    }

    @Test
    void namesWithDots_areFoundLongestFirst() {
        String members =
                "\"https://x.example.com/roles\":[\"a\"],\"permissions\":{\"my.api\":[\"b\"],\"my\":{\"api\":[\"c\"]}}";
        assertEquals(Set.of("a"), permissions(members, "https://x.example.com/roles"));
        assertEquals(Set.of("b"), permissions(members, "permissions.my.api"));
        assertEquals(Set.of(), permissions(members, "permissions.other"));
        assertEquals(
                Set.of("b"),
                map(members, mapping -> mapping.permissionsIn("permissions", "my.api"))
                        .permissions());
        assertEquals(
                Set.of(),
                map(members, mapping -> mapping.permissionsIn("permissions.my", "api"))
                        .permissions());
    }

    @Test
    void permissions_areRenamedAndGranted() {
        Caller caller = map(
                "\"permissions\":[\"read:*\",\"write:*\",\"other\"]",
                mapping -> mapping.permissions("permissions")
                        .permissionName("read:*", "READ")
                        .permissionName("write:*", "WRITE")
                        .granted(Set.of("BASE")));
        assertEquals(Set.of("READ", "WRITE", "other", "BASE"), caller.permissions());
    }

    @Test
    void groupsAndTenants_comeFromTheirClaims() {
        Caller caller = map(
                "\"groups\":[\"g one\",\"g2\"],\"tenant\":\"t one\"",
                mapping -> mapping.groups("groups").tenants("tenant"));
        assertEquals(Set.of("g one", "g2"), caller.groups());
        assertEquals(Set.of("t one"), caller.tenants());
    }

    @Test
    void client_isToldByTheRule() {
        List<String> claims = List.of("client_id", "azp");
        assertEquals(Caller.Kind.PERSON, kind("\"client_id\":\"app\"", ClientRule.EQUALS_SUBJECT, claims));
        assertEquals(Caller.Kind.CLIENT, kind("\"client_id\":\"alice\"", ClientRule.EQUALS_SUBJECT, claims));
        assertEquals(Caller.Kind.CLIENT, kind("\"azp\":\"alice\"", ClientRule.EQUALS_SUBJECT, claims));
        assertEquals(Caller.Kind.CLIENT, kind("\"client_id\":\"app\"", ClientRule.PRESENT, claims));
        assertEquals(Caller.Kind.PERSON, kind("\"client_id\":1", ClientRule.PRESENT, claims));
        assertEquals(Caller.Kind.PERSON, kind("\"client_id\":\"\"", ClientRule.PRESENT, claims));
        assertEquals(Caller.Kind.CLIENT, kind("\"x\":1", ClientRule.ALWAYS, claims));
        assertEquals(Caller.Kind.PERSON, kind("\"client_id\":\"alice\"", ClientRule.NEVER, claims));
    }

    private static Caller.Kind kind(String members, ClientRule rule, List<String> claims) {
        return map(members, mapping -> mapping.client(rule, claims)).kind();
    }

    @Test
    void authenticationClaims_areMapped() {
        Caller caller = map("\"auth_time\":1767225000,\"acr\":\"gold\",\"amr\":[\"pwd\",\"otp\"]", mapping -> mapping);
        assertEquals(Optional.of(Instant.ofEpochSecond(1_767_225_000L)), caller.authenticationTime());
        assertEquals(Optional.of("gold"), caller.acr());
        assertEquals(List.of("pwd", "otp"), caller.amr());
        Caller odd = map("\"auth_time\":\"1\",\"acr\":1,\"amr\":\"pwd\"", mapping -> mapping);
        assertEquals(Optional.empty(), odd.authenticationTime());
        assertEquals(Optional.empty(), odd.acr());
        assertEquals(List.of(), odd.amr());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void pathWithAnEmptyName_isRefused(String path) {
        assertThrows(
                IllegalArgumentException.class, () -> ClaimMapping.builder().permissions(path));
    }
}
