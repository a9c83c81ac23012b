package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyWarningsTest {

    private static final AccessRule ADMIN = AccessRule.at("/admin/*").permissions("ADMIN");

    @Test
    void methodsOfAPath_belowAPrefixWithPermissions_areWarnedOf() {
        assertEquals(
                List.of("the access rules of /admin/reports are for DELETE, GET only: any authenticated caller may use"
                        + " its other methods, although /admin/* requires more; add a rule for /admin/reports without"
                        + " methods"),
                warnings(
                        AccessRule.at("/admin/reports").methods("GET").open(),
                        ADMIN,
                        AccessRule.at("/admin/reports").methods("DELETE").permissions("ROOT")));
    }

    @Test
    void ruleWithoutMethods_isTheRemedy() {
        assertEquals(
                List.of(),
                warnings(
                        AccessRule.at("/admin/reports").methods("GET").open(),
                        AccessRule.at("/admin/reports").permissions("ADMIN"),
                        ADMIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/", "/admin/a", "/admin/a/", "/admin/a/b/c", "/admin/a/*", "/admin/a/b/*"})
    void everyPathOfThePrefix_isFound(String path) {
        assertEquals(1, warnings(ADMIN, AccessRule.at(path).methods("POST")).size(), path);
        assertEquals(
                1,
                warnings(
                                AccessRule.at("/*").permissions("ADMIN"),
                                AccessRule.at(path).methods("POST"))
                        .size(),
                path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "/administration", "/a/admin", "/Admin/a", "/admi/*"})
    void pathsOutsideOfThePrefix_areNot(String path) {
        assertEquals(List.of(), warnings(ADMIN, AccessRule.at(path).methods("POST")));
    }

    @Test
    void nextPrefixAlone_counts() {
        AccessRule methods = AccessRule.at("/admin/public/a").methods("GET");
        assertEquals(List.of(), warnings(ADMIN, AccessRule.at("/admin/public/*").open(), methods));
        assertEquals(
                List.of(), warnings(ADMIN, AccessRule.at("/admin/public/*"), methods), "a caller is required anyway");
    }

    @Test
    void everyRequirement_counts() {
        AccessRule methods = AccessRule.at("/x").methods("GET");
        assertEquals(1, warnings(methods, AccessRule.at("/*").acr("gold")).size());
        assertEquals(
                1,
                warnings(methods, AccessRule.at("/*").maxAge(Duration.ofHours(1)))
                        .size());
        assertEquals(1, warnings(methods, AccessRule.at("/*").mechanisms("jwt")).size());
        assertEquals(
                List.of(),
                warnings(methods, AccessRule.at("/*").mechanisms("jwt").optional()));
    }

    @Test
    void prefixForSomeMethods_countsForThoseThatThePathLacks() {
        AccessRule posts = AccessRule.at("/x/*").methods("POST", "HEAD").permissions("WRITE");
        assertEquals(
                1, warnings(posts, AccessRule.at("/x/a").methods("GET").open()).size());
        assertEquals(List.of(), warnings(posts, AccessRule.at("/x/a").methods("GET", "POST")), "GET includes HEAD");
    }

    @Test
    void rulesFromCodeAndSettings_areReadTogether() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", "fake");
        settings.put("auth.access.rules.reports.path", "/admin/reports");
        settings.put("auth.access.rules.reports.methods", "GET");
        settings.put("auth.access.rules.reports.mode", "open");
        ConfigurationCheck check = Gatehouse.builder()
                .mechanism(FakeMechanism.authorization("fake", "Bearer"))
                .policy(policy(ADMIN))
                .settings(settings)
                .withoutEnvironment()
                .check();

        assertEquals(1, check.warnings().size(), check.warnings().toString());
    }

    @Test
    void otherMethods_areForAnyCaller_asTheWarningSays() throws IOException {
        AccessPolicy policy =
                policy(ADMIN, AccessRule.at("/admin/reports").methods("GET").open());
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy))) {
            String reader = Tokens.bearer(Tokens.READER);
            assertEquals(200, rig.request("GET", "/admin/reports").status());
            assertEquals(401, rig.request("POST", "/admin/reports").status());
            assertEquals(200, rig.request("POST", "/admin/reports", reader).status());
            assertEquals(403, rig.request("POST", "/admin/other", reader).status());
        }
    }

    private static List<String> warnings(AccessRule... rules) {
        return policy(rules).warnings();
    }

    private static AccessPolicy policy(AccessRule... rules) {
        AccessPolicy.Builder policy = AccessPolicy.builder();
        Arrays.stream(rules).forEach(policy::rule);
        return policy.build();
    }
}
