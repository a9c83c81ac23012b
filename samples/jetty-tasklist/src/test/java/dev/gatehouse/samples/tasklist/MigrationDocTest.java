package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.ProtectedSite;
import dev.gatehouse.testkit.ProviderExtension;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Gatehouse side of the pages in docs/migration: its settings start a host, and its code is compiled. */
class MigrationDocTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final Path PAGES = ROOT.resolve("docs/migration");
    private static final Pattern BLOCK = Pattern.compile("(<!-- [^\n]* -->\n)?```(\\w+)\n(.*?)\n```\n", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("<param-name>([^<]+)</param-name><param-value>([^<]+)</param-value>");

    private static final String BCRYPT = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @RegisterExtension
    static final ProviderExtension PROVIDER = ProviderExtension.forAudience("orders-api");

    @TempDir
    Path folder;

    static Stream<Map<String, String>> settings() throws IOException {
        Stream.Builder<Map<String, String>> all = Stream.builder();
        for (MatchResult block : blocks()) {
            Map<String, String> settings = new HashMap<>();
            if (block.group(1) == null && block.group(2).equals("properties")) {
                settings.putAll(properties(block));
            } else if (block.group(1) == null && block.group(2).equals("xml")) {
                PARAMETER
                        .matcher(block.group(3))
                        .results()
                        .forEach(found -> settings.put(found.group(1), found.group(2)));
            }
            if (!settings.isEmpty()) {
                all.add(settings);
            }
        }
        return all.build();
    }

    private static Map<String, String> properties(MatchResult block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.group(3)));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Returns the first settings of the page for Spring Security, with the rules that it adds to them later. */
    private static Map<String, String> settingsForSpring(int added) throws IOException {
        String text = Files.readString(PAGES.resolve("from-spring-security.md"));
        List<MatchResult> blocks = BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(2).equals("properties"))
                .toList();
        List<MatchResult> more = blocks.stream()
                .filter(block -> "<!-- more rules -->\n".equals(block.group(1)))
                .toList();
        assertEquals(2, more.size(), "blocks that add rules");
        Map<String, String> settings = new HashMap<>();
        for (MatchResult block : blocks) {
            if (settings.isEmpty() && block.group(1) == null) {
                settings.putAll(properties(block));
            }
        }
        settings.putAll(properties(more.get(added)));
        return settings;
    }

    private static List<MatchResult> blocks() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : Docs.files(PAGES, ".md")) {
            text.append(Files.readString(page));
        }
        return BLOCK.matcher(text).results().toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settings_startAHost(Map<String, String> block) throws IOException {
        Map<String, String> settings = new HashMap<>(block);
        settings.computeIfPresent("auth.cookie.users-file", (key, file) -> users().toString());
        settings.computeIfPresent("auth.login.client-secret", (key, file) -> "a-secret-of-the-test");
        try (Gatehouse host =
                Gatehouse.builder().settings(settings).withoutEnvironment().start()) {
            List<String> shown = host.describeSettings();

            settings.keySet()
                    .forEach(key -> assertTrue(
                            shown.stream().anyMatch(line -> line.startsWith(key + " = ") && line.contains("(code")),
                            key));
        }
    }

    @Test
    void everyPage_hasSettingsThatStart() throws IOException {
        assertEquals(7, settings().count(), "blocks of settings without a mark");
    }

    @Test
    void rulesForSomeMethods_admitAsThePageSays() throws Exception {
        Map<String, String> repeated = settingsForSpring(0);
        assertEquals(List.of(), warningsOfRules(repeated));
        try (ProtectedSite site = site(repeated)) {
            assertEquals(200, site.get("/admin/reports").statusCode());
            assertEquals(401, site.post("/admin/reports").statusCode());
            assertEquals(
                    403,
                    site.post("/admin/reports", "Authorization", bearer("orders:write"))
                            .statusCode());
            assertEquals(
                    200,
                    site.post("/admin/reports", "Authorization", bearer("admin"))
                            .statusCode());
        }

        Map<String, String> forgotten = new HashMap<>(repeated);
        forgotten.keySet().removeIf(key -> key.contains(".reports-rest."));
        assertEquals(1, warningsOfRules(forgotten).size());
        try (ProtectedSite site = site(forgotten)) {
            assertEquals(
                    200,
                    site.post("/admin/reports", "Authorization", bearer("orders:write"))
                            .statusCode());
            assertEquals(
                    403,
                    site.post("/admin/other", "Authorization", bearer("orders:write"))
                            .statusCode());
        }
    }

    @Test
    void permissionThatNoCallerHas_deniesPathsWithoutARule() throws Exception {
        Map<String, String> denied = settingsForSpring(1);
        try (ProtectedSite site = site(denied)) {
            assertEquals(401, site.get("/other").statusCode());
            assertEquals(
                    403, site.get("/other", "Authorization", bearer("admin")).statusCode());
            assertEquals(200, site.get("/health").statusCode());
            assertEquals(
                    200, site.get("/admin/x", "Authorization", bearer("admin")).statusCode());
            // What the page says about paths with rules for some methods, and the start about this one.
            assertEquals(
                    200, site.get("/orders/1", "Authorization", bearer("admin")).statusCode());
        }
        assertEquals(1, warningsOfRules(denied).size());
    }

    @Test
    void rolesOfARealm_arePermissions_andOneOfThemIsEnough() throws Exception {
        Map<String, String> settings = settingsForSpring(0);
        settings.put("auth.jwt.permissions-claims", "realm_access.roles");
        settings.put("auth.access.rules.admin.permissions", "ADMIN, CLERK");
        try (ProtectedSite site = site(settings)) {
            assertEquals(
                    200,
                    site.get("/admin/x", "Authorization", bearerOfRole("CLERK")).statusCode());
            assertEquals(
                    403,
                    site.get("/admin/x", "Authorization", bearerOfRole("ROLE_CLERK"))
                            .statusCode());
        }
    }

    private static String bearerOfRole(String role) {
        return PROVIDER.bearer(claims -> claims.claim("realm_access", Map.of("roles", List.of(role))));
    }

    private static ProtectedSite site(Map<String, String> page) throws Exception {
        Map<String, String> settings = new HashMap<>(page);
        settings.putAll(PROVIDER.settings());
        ProtectedSite site =
                new ProtectedSite(Gatehouse.builder().settings(settings).clock(PROVIDER.clock()));
        ProviderExtension.statusOnceReady(
                () -> site.get("/orders/1", "Authorization", bearer("admin")).statusCode());
        return site;
    }

    private static String bearer(String scope) {
        return PROVIDER.bearer(claims -> claims.claim("scope", scope));
    }

    private static List<String> warningsOfRules(Map<String, String> settings) {
        return Gatehouse.builder()
                .settings(settings)
                .withoutEnvironment()
                .check()
                .warnings();
    }

    @Test
    void everyExample_standsInTheFileThatItNames() throws IOException {
        int examples = 0;
        for (Path page : Docs.files(PAGES, ".md")) {
            examples += Docs.examples(ROOT, page);
        }
        long unmarked = blocks().stream()
                .filter(block -> block.group(2).equals("java") && block.group(1) == null)
                .count();

        assertEquals(6, examples);
        assertEquals(0, unmarked, "mark Java of Gatehouse as an example, and other Java as of another library");
    }

    @Test
    void examples_start() {
        Map<String, String> settings =
                Map.of("auth.mechanisms", "cookie", "auth.cookie.users-file", users().toString());
        try (Gatehouse host = MigrationExamples.start(settings);
                Gatehouse own = MigrationExamples.withAccounts(
                        Map.of("auth.mechanisms", "cookie"),
                        name -> Optional.of(new MigrationExamples.Account(
                                name, PasswordHash.create("a-password").text(), Set.of(), false)))) {
            assertTrue(host.health().containsKey("cookie"));
            assertTrue(own.health().containsKey("cookie"));
        }
    }

    @Test
    void hashesOfOtherLibraries_areUnderstoodAsThePagesSay() {
        String salt = "c2FsdHNhbHRzYWx0c2FsdA";
        String hash = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";
        String spring = "$argon2id$v=19$m=16384,t=2,p=1$" + salt + "$" + hash;

        assertEquals(spring, PasswordHash.parse(spring).text());
        assertEquals(BCRYPT, PasswordHash.parse(BCRYPT).text());
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("{bcrypt}" + BCRYPT));
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("$shiro1$SHA-256$500000$" + salt));
    }

    private Path users() {
        try {
            return Files.writeString(
                    folder.resolve("users.properties"),
                    "user.ann.password = " + PasswordHash.create("a-password").text());
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
