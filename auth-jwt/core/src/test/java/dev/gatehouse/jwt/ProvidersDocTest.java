package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.provider.TokenProvider;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestContext;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/providers.md shows starts a host, and what it lists is what the presets choose. */
class ProvidersDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "")).resolve("../../docs/providers.md");
    private static final Pattern SECTION =
            Pattern.compile("\n## [^\n]*: `([a-z0-9-]+)`\n(.*?)(?=\n## |$)", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```(properties|text)\n(.*?)```", Pattern.DOTALL);
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";
    private static final List<String> PLACES = List.of("jwks-uri", "authority-file", "bearer-file");

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.writeString(
                folder.resolve("ca.crt"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(TestCertificate.create("ca.example.com")
                                        .certificate()
                                        .getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("token"), "token-of-the-pod");
        Files.writeString(folder.resolve("introspection"), "4fQ9-pX2v_Lm7-Rz8kTn3");
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(Files.readString(PAGE) + "\n");
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
        return sections;
    }

    private static List<String> blocks(String section, String language) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    static Stream<String> settingsBlocks() throws IOException {
        return sections().values().stream().flatMap(section -> blocks(section, "properties").stream());
    }

    private static String name(TokenProvider provider) {
        return provider.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Map<String, String> settings(String block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.replace(ACCOUNT, folder + "/").replace("/run/secrets/", folder + "/")));
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }

    @ParameterizedTest
    @MethodSource("settingsBlocks")
    void settings_startAHost(String block) throws IOException {
        Map<String, String> settings = settings(block);
        if (settings.get("auth.mechanisms").equals("jwt")) {
            // As they are, without requests to the provider.
            Map<String, String> own = new HashMap<>(settings);
            own.remove("auth.mechanisms");
            JwtMechanismFactory factory = new JwtMechanismFactory();
            factory.create(TestContext.of(factory, own)).close();
            // In a host, with keys from a file.
            PLACES.forEach(key -> settings.remove("auth.jwt." + key));
            settings.put("auth.jwt.jwks-file", TenantRig.keys(folder, ProviderRig.KEY));
        }
        try (Gatehouse gatehouse = ProviderRig.start(settings, new LinkedBlockingQueue<>())) {
            List<String> shown = gatehouse.describeSettings();
            settings.forEach((key, value) ->
                    assertTrue(key.endsWith("secret") || shown.contains(key + " = " + value + " (code)"), key));
        }
    }

    @Test
    void everyProvider_hasSectionWithItsPreset() throws IOException {
        Map<String, String> sections = sections();
        for (TokenProvider provider : TokenProvider.values()) {
            String section = sections.remove(name(provider));
            if (List.of(TokenProvider.GENERIC, TokenProvider.RFC9068, TokenProvider.CAMUNDA_CLOUD)
                    .contains(provider)) {
                assertTrue(Files.readString(PAGE).contains("`" + name(provider) + "`"), name(provider));
                continue;
            }
            StringBuilder preset = new StringBuilder();
            provider.preset()
                    .forEach((key, value) -> preset.append(key.substring("auth.jwt.".length()))
                            .append(" = ")
                            .append(value)
                            .append('\n'));
            assertEquals(List.of(preset.toString()), blocks(section, "text"), name(provider));
            assertTrue(settings(blocks(section, "properties").get(0))
                    .get("auth.jwt.provider")
                    .equals(name(provider)));
        }
        assertEquals(Map.of(), sections);
    }
}
