package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.provider.LoginProviderType;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration in docs/identity.md starts, and every kind of provider is on the page. */
class LoginDocTest {

    private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    private static String page() {
        try {
            return Files.readString(Path.of(System.getProperty("basedir")).resolve("../docs/identity.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> configurations() {
        List<String> blocks = BLOCK.matcher(page())
                .results()
                .map(found -> found.group(1))
                .filter(text -> text.contains("auth.login."))
                .toList();
        assertTrue(blocks.size() >= 4, "only " + blocks.size() + " configurations");
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configuration_starts(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            settings.put(name, withoutFile(properties.getProperty(name)));
        }
        // Users with passwords are tested elsewhere; they need a file.
        settings.put("auth.mechanisms", settings.get("auth.mechanisms").replace(", cookie", ""));

        assertDoesNotThrow(() -> {
            try (Gatehouse host = Gatehouse.builder()
                    .settings(settings)
                    .withoutEnvironment()
                    .policy(AccessPolicy.builder().build())
                    .start()) {
                assertTrue(host.health().containsKey("login"));
            }
        });
    }

    @Test
    void kindsOfProviders_areOnThePage() {
        for (LoginProviderType type : LoginProviderType.values()) {
            assertTrue(page().contains("| `" + type.name().toLowerCase(Locale.ROOT) + "` |"), type.name());
        }
    }

    /** The files of the page do not exist here. */
    private static String withoutFile(String value) throws Exception {
        if (value.endsWith(".pem")) {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        }
        return value.startsWith("file:") ? "a-secret-of-the-test" : value;
    }
}
