package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kind G of the cases from the field: attempts to obtain the permission WRITE through the lenient reading of claims.
 * Each token is valid; the request needs WRITE and is refused with {@code permission.missing}.
 */
class GrantsAttacksTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

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

    private JwtServer open() {
        return JwtServer.open(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)), settings);
    }

    private void configure(String lines) {
        for (String line : lines.split(" ; ")) {
            int equals = line.indexOf('=');
            settings.put(
                    "auth.jwt." + line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "role is switched off # permissions-claims=roles.* # 'roles':{'WRITE':false}",
                "role is a flag # permissions-claims=roles.* # 'roles':{'WRITE':true}",
                "role has no holder # permissions-claims=roles.* # 'roles':{'WRITE':{}}",
                "holder is switched off # permissions-claims=roles.* # 'roles':{'WRITE':{'2':false}}",
                "holder is null # permissions-claims=roles.* # 'roles':{'WRITE':{'2':null}}",
                "role of another organization # permissions-claims=roles.* ; organizations=2"
                        + " # 'roles':{'WRITE':{'3':'x'}}",
                "organization as a value # permissions-claims=roles.* ; organizations=2"
                        + " # 'roles':{'WRITE':{'3':'2'}}",
                "organization one level deeper # permissions-claims=roles.* ; organizations=2"
                        + " # 'roles':{'WRITE':{'3':{'2':'x'}}}",
                "organization with a blank # permissions-claims=roles.* ; organizations=2"
                        + " # 'roles':{'WRITE':{' 2':'x','2 ':'x'}}",
                "list where an object is expected # permissions-claims=roles.* # 'roles':['WRITE']",
                "mixed list where objects are expected # permissions-claims=roles.*"
                        + " # 'roles':['x',{'WRITE':{'2':'x'}}]",
                "object where a list is expected # permissions-claims=roles # 'roles':{'WRITE':{'2':'x'}}",
                "claim whose name ends in the asterisk # permissions-claims=roles.* # 'roles.*':['WRITE']",
                "claim with the quotes in its name # permissions-claims=\"a.b\""
                        + " # '\\'a.b\\'':['WRITE'],'a':{'b':['WRITE']}",
                "roles of another client # permissions-claims=resource_access.\"my.api\".roles"
                        + " # 'resource_access':{'my':{'api':{'roles':['WRITE']}},'my.api.x':{'roles':['WRITE']}}",
                "roles of another client, list # permissions-claims=resource_access.\"api\".roles"
                        + " # 'resource_access':[{'other':{'roles':['WRITE']}}]",
                "objects without the path # permissions-claims=roles # 'roles':[{'name':'WRITE'}]",
                "objects mixed with strings # permissions-claims=roles.name # 'roles':[{'name':'WRITE'},'WRITE']",
                "list in objects # permissions-claims=roles.name # 'roles':[{'name':['WRITE']}]",
                "lists of lists # permissions-claims=roles.name # 'roles':[[{'name':'WRITE'}]]",
                "comma where spaces separate # permissions-claims=scope # 'scope':'x,WRITE'",
                "space where commas separate # permissions-claims=scope ; permissions-separator=comma"
                        + " # 'scope':'x WRITE'",
                "separator in a list # permissions-claims=scope ; permissions-separator=comma # 'scope':['x,WRITE']",
                "role whose name contains a permission # permissions-claims=role, scp # 'role':'No WRITE'",
                "role whose name begins with a permission # permissions-claims=role # 'role':'WRITE of nothing'",
                "scopes that join to a role # permissions-claims=scp ; permission-map=Tasklist Admin=WRITE"
                        + " # 'scp':'Tasklist Admin'",
                "scope one level deeper # permissions-claims=a.scope # 'a':{'scope':'x WRITE'}",
                "tab as a separator # permissions-claims=scope # 'scope':'x\\tWRITE'",
                "part of a distinguished name # permissions-claims=groups ;"
                        + " permission-map=\"CN=Admins,OU=Groups\"=WRITE # 'groups':['CN=Admins','OU=Groups']",
                "distinguished name below another # permissions-claims=groups ;"
                        + " permission-map=\"CN=Admins,OU=Groups\"=WRITE # 'groups':['CN=Admins,OU=Groups,OU=Evil']",
                "quoted distinguished name # permissions-claims=groups ;"
                        + " permission-map=\"CN=Admins,OU=Groups\"=WRITE # 'groups':['\\'CN=Admins,OU=Groups\\'']",
                "group instead of a permission # permissions-claims=roles ; groups-claim=groups # 'groups':['WRITE']"
            })
    void claimThatGrantsNothing_isRefused(String what, String lines, String members) throws Exception {
        configure(lines);
        String payload = TestToken.claimsAnd(
                members.replace("\\'", "\\\"").replace('\'', '"').strip());
        String token = TestToken.of(KEY).algorithm("ES256").payload(payload).compact();
        try (JwtServer server = open()) {
            HttpResponse<String> response = server.get("/write", "Authorization", "Bearer " + token);
            assertEquals(403, response.statusCode(), what);
            assertTrue(JwtServer.challenges(response).get(0).contains("insufficient_scope"), what);
            assertEquals("permission.missing", server.refusal());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "permission-map # Admins,DC=corp=WRITE",
                "permission-map # \"CN=a,OU=b=WRITE",
                "permission-map # CN=a\\,OU=b=WRITE",
                "permission-map # \"CN=a\",OU=b=WRITE",
                "permissions-claims # resource_access.*.roles",
                "permissions-claims # *",
                "name-claim # roles.*",
                "required-claims # roles.*=admin",
                "organizations # CN=a,OU=b",
                "organizations # 2,,3"
            })
    void settingThatCouldGrantMoreThanMeant_refusesTheStart(String key, String value) {
        settings.put("auth.jwt." + key, value);
        assertEquals(
                "auth.jwt." + key,
                assertThrows(SettingException.class, this::open).key());
    }
}
