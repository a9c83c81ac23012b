package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private final AccessPolicy policy = AccessPolicy.builder()
            .open("/health")
            .open("/static/*")
            .permission("/static/secret/*", "ADMIN")
            .permission("/v1/*", "READ")
            .authenticated("/v1/tasks/*")
            .rule(AccessRule.at("/v1/tasks/*").methods("PATCH", "DELETE").permissions("WRITE"))
            .rule(AccessRule.at("/feed").methods("GET").open())
            .rule(AccessRule.at("/head").methods("GET").open())
            .rule(AccessRule.at("/head").methods("HEAD").permissions("ADMIN"))
            .optional("/")
            .build();

    @ParameterizedTest
    @CsvSource({
        "GET, /health, /health",
        "POST, /health, /health",
        "GET, /health/, default",
        "GET, /healthy, default",
        "GET, /Health, default",
        "GET, /health/x, default",
        "GET, /, /",
        "GET, /x, default",
        "GET, /static, /static/*",
        "GET, /static/, /static/*",
        "GET, /static/a/b, /static/*",
        "GET, /staticx, default",
        "GET, /statically/a, default",
        "GET, /static/secret, /static/secret/*",
        "GET, /static/secret/a, /static/secret/*",
        "GET, /static/secrets, /static/*",
        "GET, /v1/x, /v1/*",
        "GET, /v1/tasks, /v1/tasks/*",
        "GET, /v1/tasks/1, /v1/tasks/*",
        "PATCH, /v1/tasks/1, 'PATCH,DELETE /v1/tasks/*'",
        "DELETE, /v1/tasks/1, 'PATCH,DELETE /v1/tasks/*'",
        "patch, /v1/tasks/1, /v1/tasks/*",
        "PATCHX, /v1/tasks/1, /v1/tasks/*",
        // no fall-through: the most specific path decides, even when none of its rules is for the method
        "GET, /feed, GET /feed",
        "HEAD, /feed, GET /feed",
        "POST, /feed, default",
        "get, /feed, default",
        "HEAD, /head, HEAD /head",
        "GET, /head, GET /head",
    })
    void mostSpecificRule_decides(String method, String path, String rule) {
        String name = policy.ruleFor(method, path).name();
        // The order of the methods in a rule's name is not promised.
        assertEquals(sorted(rule), sorted(name));
    }

    private static List<String> sorted(String name) {
        return List.of(name.split("[ ,]")).stream().sorted().toList();
    }

    @Test
    void pathWithoutARule_needsACaller() {
        AccessRule rule = policy.ruleFor("GET", "/anything");
        assertEquals(AccessRule.Mode.AUTHENTICATED, rule.mode());
        assertEquals(
                AccessRule.Mode.AUTHENTICATED,
                AccessPolicy.builder().build().ruleFor("GET", "/").mode());
    }

    @Test
    void prefixOfEverything_isLessSpecificThanAnyOther() {
        AccessPolicy all = AccessPolicy.builder()
                .open("/*")
                .authenticated("/a")
                .authenticated("/b/*")
                .build();
        assertEquals("/*", all.ruleFor("GET", "/").name());
        assertEquals("/*", all.ruleFor("GET", "/x/y").name());
        assertEquals("/a", all.ruleFor("GET", "/a").name());
        assertEquals("/b/*", all.ruleFor("GET", "/b/c/d").name());
    }

    @Test
    void openingOneMethod_opensNoOther() {
        AccessPolicy gap = AccessPolicy.builder()
                .open("/*")
                .rule(AccessRule.at("/a/*").methods("GET").permissions("READ"))
                .build();
        AccessRule rule = gap.ruleFor("POST", "/a/b");
        assertEquals(AccessRule.Mode.AUTHENTICATED, rule.mode(), "the open prefix above is not asked");
    }

    @Test
    void samePathAndMethodTwice_isRefused() {
        AccessPolicy.Builder twice = AccessPolicy.builder().open("/a").authenticated("/a");
        assertThrows(IllegalArgumentException.class, twice::build);
        AccessPolicy.Builder shared = AccessPolicy.builder()
                .rule(AccessRule.at("/a/*").methods("GET", "POST"))
                .rule(AccessRule.at("/a/*").methods("POST", "PUT").open());
        assertThrows(IllegalArgumentException.class, shared::build);
        AccessPolicy good = AccessPolicy.builder()
                .rule(AccessRule.at("/a/*").methods("GET"))
                .rule(AccessRule.at("/a/*").methods("PUT"))
                .open("/a")
                .build();
        assertThrows(IllegalArgumentException.class, () -> good.plus(policy).plus(good));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "health",
                "/a*",
                "*",
                "/*/x",
                "/a/**",
                "//",
                "/a//b",
                "/a;b",
                "/a\\b",
                "/a/../b",
                "/a/..",
                "/./a",
                "/.",
                "/a/./*",
                "/a/../*",
                "/caf%C3%A9",
                "/%2e",
                "/a//*"
            })
    void textThatIsNoPath_isRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> AccessRule.at(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/*", "/a", "/a/", "/a/*", "/caf\u00e9/*", "/a b", "/.well-known/x", "/a.b", "/...", "/a?b"
            })
    void path_isTaken(String path) {
        assertEquals(path, AccessRule.at(path).path());
    }

    @Test
    void demandThatNamesNothing_isRefusedAndNotTakenForAny() {
        AccessRule rule = AccessRule.at("/admin/*");
        assertThrows(IllegalArgumentException.class, () -> rule.permissions(new String[0]));
        assertThrows(IllegalArgumentException.class, () -> rule.methods(new String[0]));
        assertThrows(IllegalArgumentException.class, () -> rule.mechanisms(new String[0]));
        assertThrows(
                IllegalArgumentException.class, () -> AccessPolicy.builder().permission("/admin/*"));
    }

    @Test
    void contradictions_areRefused() {
        AccessRule rule = AccessRule.at("/a");
        for (AccessRule demanding : List.of(
                rule.permissions("A"), rule.acr("gold"), rule.maxAge(Duration.ofMinutes(5)), rule.mechanisms("jwt"))) {
            assertThrows(IllegalArgumentException.class, demanding::open);
        }
        assertThrows(IllegalArgumentException.class, () -> rule.permissions("A").optional());
        assertThrows(IllegalArgumentException.class, () -> rule.open().permissions("A"));
        assertThrows(IllegalArgumentException.class, () -> rule.open().mechanisms("jwt"));
        assertThrows(IllegalArgumentException.class, () -> rule.optional().acr("gold"));
        assertThrows(IllegalArgumentException.class, () -> rule.open().maxAge(Duration.ofMinutes(5)));
        assertThrows(IllegalArgumentException.class, () -> rule.maxAge(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> rule.methods("GE T"));
        assertThrows(IllegalArgumentException.class, () -> rule.methods("post"), "it would never match");
        assertTrue(rule.mechanisms("jwt").optional().mechanisms().contains("jwt"));
    }
}
