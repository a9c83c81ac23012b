package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind G of the cases from the field: what the claims of real issuers grant, and which settings say so. The settings
 * are read as an operator writes them.
 */
class GrantsCasesTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String ZITADEL = "urn:zitadel:iam:org:project:roles";
    private static final String DN = "CN=Tasklist Admins,OU=Groups,DC=corp";

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void configure() throws IOException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(KEY));
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", file.toString());
        settings.put("auth.jwt.algorithms", "ES256");
    }

    private TestMechanism create() {
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    private AuthenticationResult answer(String member) {
        String token = TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TestToken.claimsAnd(member))
                .compact();
        try (TestMechanism mechanism = create()) {
            return mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                    .orElseThrow();
        }
    }

    private Caller caller(String member) {
        return assertInstanceOf(AuthenticationResult.Authenticated.class, answer(member))
                .caller();
    }

    private static Set<String> set(String names) {
        return Stream.of(names.split("\\|"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'admin':{'2':'x'}}; admin",
                "{'admin':{'2':'x','3':'y'},'reader':{'2':'x'}}; admin | reader",
                "[{'admin':{'2':'x'}},{'reader':{'2':'x'}}]; admin | reader",
                "{'WRITE':false}; ``",
                "{'WRITE':true,'admin':{'2':'x'}}; admin",
                "{'WRITE':{},'a':'x','b':['x'],'c':1,'d':null}; ``",
                "{'WRITE':{'2':false},'READ':{'2':null}}; ``",
                "{}; ``",
                "['WRITE']; ``",
                "'WRITE'; ``",
                "['WRITE',{'admin':{'2':'x'}}]; ``"
            })
    void zitadelRoles_areTheNamesOfMembersWithObjects(String value, String granted) {
        for (String path : new String[] {ZITADEL + ".*", "\"" + ZITADEL + "\".*"}) {
            settings.put("auth.jwt.permissions-claims", path);
            assertEquals(
                    set(granted),
                    caller("\"" + ZITADEL + "\":" + value.replace('\'', '"')).permissions());
        }
        settings.remove("auth.jwt.permissions-claims");
        settings.put("auth.jwt.provider", "zitadel");
        assertEquals(
                set(granted),
                caller("\"" + ZITADEL + "\":" + value.replace('\'', '"')).permissions());
    }

    @Test
    void membersWithoutTheAsterisk_grantNothing() {
        settings.put("auth.jwt.permissions-claims", ZITADEL);
        assertEquals(
                Set.of(),
                caller("\"" + ZITADEL + "\":{\"admin\":{\"2\":\"x\"}}").permissions());
    }

    @Test
    void organizations_restrictRoles() {
        settings.put("auth.jwt.permissions-claims", ZITADEL + ".*");
        settings.put("auth.jwt.organizations", "2, \"7\"");
        settings.put("auth.jwt.groups-claim", ZITADEL + ".*");
        String roles = "\"" + ZITADEL + "\":{\"a\":{\"1\":\"x\"},\"b\":{\"1\":\"x\",\"2\":\"x\"},\"c\":{\"7\":\"x\"},"
                + "\"d\":{\"2\":false},\"e\":{\"2\":null},\"f\":{\"x\":{\"2\":\"x\"}},\"2\":{\"x\":\"2\"}}";
        assertEquals(Set.of("b", "c"), caller(roles).permissions());
        assertEquals(Set.of("b", "c"), caller(roles).groups());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "https://example.com/roles; 'https://example.com/roles':['w']",
                "\"https://example.com/roles\"; 'https://example.com/roles':['w']",
                "resource_access.my.client.roles; 'resource_access':{'my.client':{'roles':['w']}}",
                "resource_access.\"my.client\".roles; 'resource_access':{'my.client':{'roles':['w']}}",
                "\"a,b\".\"c \"\"d\"\"\"; 'a,b':{'c \\'d\\'':['w']}",
                "\"*\"; '*':['w']",
                "a.\"*\"; 'a':{'*':['w']}",
                "authorities.authority; 'authorities':[{'authority':'w'}]",
                "scope, \"https://example.com/roles\"; 'https://example.com/roles':['w']"
            })
    void pathsOfRealClaims_areFound(String path, String members) {
        settings.put("auth.jwt.permissions-claims", path);
        assertEquals(
                Set.of("w"),
                caller(members.replace("\\'", "\\\"").replace('\'', '"')).permissions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "resource_access.\"my.client\".roles; 'resource_access':{'my':{'client':{'roles':['w']}}}",
                "resource_access.\"my\".client.roles; 'resource_access':{'my.client':{'roles':['w']}}",
                "\"a.b\"; 'a':{'b':['w']}",
                "\"a.*\"; 'a':{'w':{'2':'x'}}"
            })
    void quotedName_isExact(String path, String members) {
        settings.put("auth.jwt.permissions-claims", path);
        assertEquals(Set.of(), caller(members.replace('\'', '"')).permissions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*.b", "*", "*.a", ".*", "a..*", "\"a", "a\"b\"", "\"a\"b", "\"\"", "a.\"\"", "a.*.*"})
    void otherPaths_refuseTheStart(String path) {
        settings.put("auth.jwt.permissions-claims", path);
        assertEquals(
                "auth.jwt.permissions-claims",
                assertThrows(SettingException.class, this::create).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.jwt.name-claim",
                "auth.jwt.display-name-claim",
                "auth.jwt.client-claim",
                "auth.jwt.required-claims"
            })
    void asteriskWhereOneValueIsExpected_refusesTheStart(String key) {
        settings.put(key, "roles.*");
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(key, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains("permissions, groups or tenants"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "groups# none# 'CN=Tasklist Admins,OU=Groups,DC=corp'# CN=Tasklist Admins,OU=Groups,DC=corp",
                "groups# none# ['CN=Tasklist Admins,OU=Groups,DC=corp']# CN=Tasklist Admins,OU=Groups,DC=corp",
                "groups# comma# 'ops, /tasklist/admins,'# ops | /tasklist/admins",
                "groups# space# 'ops  admins'# ops | admins",
                "groups# semicolon# 'CN=a,OU=b; CN=c'# CN=a,OU=b | CN=c",
                "groups# comma# ['a, b','c']# a, b | c",
                "groups.name# none# [{'id':'1','name':'ops'},{'name':'admins'}]# ops | admins",
                "groups.display# comma# [{'value':'1','display':'Ops, night'},{'value':'2'}]# Ops, night",
                "groups# none# [{'name':'ops'}]# ``",
                "groups.name# none# [{'name':'ops'},{'name':1}]# ``",
                "groups.name# none# ['x',{'name':'ops'}]# ``",
                "groups.name# none# [{'name':['ops']}]# ``",
                "groups.*# none# {'ops':{'id':1},'x':[]}# ops"
            })
    void groups_areReadAsIssuersSendThem(String path, String separator, String value, String groups) {
        settings.put("auth.jwt.groups-claim", path);
        settings.put("auth.jwt.groups-separator", separator);
        assertEquals(
                set(groups), caller("\"groups\":" + value.replace('\'', '"')).groups());
    }

    @Test
    void roleWithSpace_isOneName() {
        settings.put("auth.jwt.permissions-claims", "role, scp");
        settings.put("auth.jwt.permission-map", "Tasklist Admin=WRITE, read=READ");
        assertEquals(
                Set.of("WRITE", "READ", "other"),
                caller("\"role\":\"Tasklist Admin\",\"scp\":\"read other\"").permissions());
        settings.put("auth.jwt.permissions-separator", "space");
        assertEquals(
                Set.of("Tasklist", "Admin"),
                caller("\"role\":\"Tasklist Admin\"").permissions());
    }

    @Test
    void permissionsThatAreDistinguishedNames_areMapped() {
        settings.put("auth.jwt.permissions-claims", "groups");
        settings.put("auth.jwt.permissions-separator", "none");
        settings.put("auth.jwt.permission-map", "\"" + DN + "\"=WRITE, \"cn=read,ou=x\" = READ");
        assertEquals(Set.of("WRITE"), caller("\"groups\":\"" + DN + "\"").permissions());
        assertEquals(
                Set.of("WRITE", "READ"),
                caller("\"groups\":[\"" + DN + "\",\"cn=read,ou=x\"]").permissions());
        settings.put("auth.jwt.permissions-separator", "comma");
        settings.put("auth.jwt.permission-map", "w=WRITE");
        assertEquals(Set.of("WRITE", "r"), caller("\"groups\":\"w,r\"").permissions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "auth.jwt.permission-map; CN=Tasklist Admins,OU=Groups,DC=corp=WRITE",
                "auth.jwt.permission-map; CN=Tasklist Admins=WRITE",
                "auth.jwt.required-claims; groups=CN=Tasklist Admins,OU=Groups,DC=corp",
                "auth.jwt.required-claims; groups=CN=Admins",
                "auth.jwt.granted-permissions; CN=Tasklist Admins,OU=Groups,DC=corp",
                "auth.jwt.audience; CN=api,OU=apps",
                "auth.jwt.types; CN=api,OU=apps",
                "auth.jwt.permissions-claims; CN=api,OU=apps"
            })
    void entryThatCanBeReadInTwoWays_refusesTheStartAndShowsTheQuotedForm(String key, String value) {
        settings.put(key, value);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(key, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains("\"" + DN + "\""), refused.getMessage());
    }

    @Test
    void requiredClaimWithCommas_isQuoted() {
        settings.put("auth.jwt.required-claims", "groups=\"" + DN + "\", \"https://x.example.com/org\"=7");
        String org = ",\"https://x.example.com/org\":\"7\"";
        caller("\"groups\":[\"" + DN + "\"]" + org);
        assertFalse(answer("\"groups\":[\"CN=Tasklist Admins\"]" + org) instanceof AuthenticationResult.Authenticated);
    }
}
