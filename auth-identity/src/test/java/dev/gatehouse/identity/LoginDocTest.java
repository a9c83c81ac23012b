package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.identity.provider.LoginProviderType;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.settings.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration in docs/identity.md starts, every setting that it names exists, and so does every link. */
class LoginDocTest {

    private static final Path DOCS = Path.of(System.getProperty("basedir"), "..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("`(auth\\.[a-z.-]*[a-z])`");
    private static final Pattern LINK = Pattern.compile("]\\(([a-z-]+\\.md)?#([a-z-]+)\\)");

    @TempDir
    static Path folder;

    private static String page(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> configurations() {
        List<String> blocks = BLOCK.matcher(page("identity.md"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(blocks.size() >= 5, "only " + blocks.size() + " configurations");
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configuration_startsAndIsInUse(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            settings.put(name, there(name, properties.getProperty(name)));
        }
        try (Gatehouse host = Gatehouse.builder()
                .settings(settings)
                .withoutEnvironment()
                .policy(AccessPolicy.builder().build())
                .start()) {
            Set<String> mechanisms = new HashSet<>(host.health().keySet());
            mechanisms.retainAll(Set.of("identity", "login", "cookie"));
            assertEquals(Set.of(settings.get("auth.mechanisms").split(", ")), mechanisms);
            List<String> shown = host.describeSettings();
            settings.keySet()
                    .forEach(key -> assertTrue(
                            shown.stream().anyMatch(line -> line.startsWith(key + " = ") && line.contains("(code")),
                            key));
        }
    }

    @Test
    void namedSettings_exist() {
        Set<String> known = new HashSet<>();
        HostSettings.all().forEach(setting -> known.add(setting.key()));
        ServiceLoader.load(AuthenticationMechanismFactory.class)
                .forEach(
                        factory -> factory.settings().stream().map(Setting::key).forEach(known::add));
        List<String> named = NAMED.matcher(page("identity.md"))
                .results()
                .map(found -> found.group(1))
                .toList();
        named.forEach(key -> assertTrue(known.contains(key), key));
        assertTrue(named.size() >= 10, "only " + named.size());
    }

    @Test
    void linksToSections_leadToOne() {
        for (String from : List.of("identity.md", "identity-sessions.md", "identity-tokens.md")) {
            LINK.matcher(page(from)).results().forEach(link -> {
                String to = link.group(1) == null ? from : link.group(1);
                boolean found = page(to).lines()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceAll("^#+ ", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9 -]", "")
                                .replace(' ', '-'))
                        .anyMatch(link.group(2)::equals);
                assertTrue(found, () -> from + ": " + link.group());
            });
        }
    }

    @Test
    void kindsOfProviders_areOnThePage() {
        for (LoginProviderType type : LoginProviderType.values()) {
            assertTrue(page("identity.md").contains("| `" + type.name().toLowerCase(Locale.ROOT) + "` |"), type.name());
        }
    }

    /** The files of the page do not exist here. */
    private static String there(String key, String value) throws Exception {
        if (key.equals("auth.login.session-keys")) {
            byte[] bytes = new byte[32];
            new Random(7).nextBytes(bytes);
            return Files.writeString(
                            folder.resolve("session.key"), Base64.getEncoder().encodeToString(bytes))
                    .toString();
        }
        if (key.equals("auth.cookie.users-file")) {
            return Files.writeString(
                            folder.resolve("users.properties"),
                            "user.ann.password = "
                                    + PasswordHash.create("a-password").text())
                    .toString();
        }
        if (value.endsWith(".pem")) {
            byte[] pem = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pem)
                    + "\n-----END PRIVATE KEY-----\n";
        }
        return value.startsWith("file:") ? "a-secret-of-the-test" : value;
    }
}
