package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.ConfigurationCheck;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which of several values in an environment of Spring counts. */
class SpringSettingsTest {

    private static final String KEY = "auth.public-url";

    private final StandardEnvironment environment = new StandardEnvironment();
    private final MutablePropertySources sources = environment.getPropertySources();

    SpringSettingsTest() {
        process(Map.of(), Map.of());
        sources.addLast(new MapPropertySource("file", Map.of("auth.mechanisms", "test")));
    }

    private void process(Map<String, Object> variables, Map<String, Object> properties) {
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.replace(
                StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties));
    }

    private ConfigurationCheck check() {
        Gatehouse.Builder builder = Gatehouse.builder().mechanism(new TestTokens());
        SpringSettings.of(environment).addTo(builder);
        return builder.check();
    }

    private void assertCounts(String value) {
        ConfigurationCheck check = check();
        List<String> lines =
                check.settings().stream().filter(line -> line.startsWith(KEY)).toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains(value), lines.get(0));
    }

    private static String url(String host) {
        return "https://" + host + ".example";
    }

    @Test
    void commandLine_countsBeforeTheProcess() {
        sources.addFirst(new MapPropertySource("commandLine", Map.of(KEY, url("line"))));
        process(Map.of("AUTH_PUBLIC_URL", url("variable")), Map.of(KEY, url("property")));
        assertCounts(url("line"));
    }

    @Test
    void systemProperty_countsBeforeAVariable() {
        process(Map.of("AUTH_PUBLIC_URL", url("variable")), Map.of(KEY, url("property")));
        assertCounts(url("property"));
    }

    @Test
    void variable_countsBeforeFiles() {
        sources.addLast(new MapPropertySource("more", Map.of(KEY, url("file"))));
        process(Map.of("AUTH_PUBLIC_URL", url("variable")), Map.of());
        assertCounts(url("variable"));
    }

    @Test
    void firstOfTwoFiles_counts() {
        sources.addLast(new MapPropertySource("first", Map.of(KEY, url("first"))));
        sources.addLast(new MapPropertySource("second", Map.of(KEY, url("second"))));
        assertCounts(url("first"));
    }

    @Test
    void listOfAHigherSource_replacesTheWholeListBelow() {
        sources.addLast(
                new MapPropertySource("file", Map.of("auth.mechanisms[0]", "absent", "auth.mechanisms[1]", "gone")));
        sources.addFirst(new MapPropertySource("commandLine", Map.of("auth.mechanisms[0]", "test", KEY, url("line"))));
        assertCounts(url("line"));
    }

    @Test
    void settingsFile_countsBeforeThePropertiesOfTheApplication(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("shop.properties"), KEY + " = " + url("settings"));
        sources.addLast(
                new MapPropertySource("more", Map.of(KEY, url("file"), "gatehouse.settings-file", file.toString())));
        assertCounts(url("settings"));
    }

    @Test
    void placeholders_areResolvedInEverySource() {
        sources.addLast(new MapPropertySource("more", Map.of("shop.url", url("placeholder"))));
        process(Map.of("AUTH_PUBLIC_URL", "${shop.url}"), Map.of());
        assertCounts(url("placeholder"));
    }

    @Test
    void misspeltNamesOfTheProcess_areWarningsAsElsewhere() {
        process(Map.of("AUTH_PUBLIC_ULR", url("variable")), Map.of("auth.public-ulr", url("property")));
        List<String> warnings = check().warnings();
        assertTrue(warnings.stream().anyMatch(warning -> warning.contains("AUTH_PUBLIC_ULR")), warnings.toString());
        assertTrue(warnings.stream().anyMatch(warning -> warning.contains("auth.public-ulr")), warnings.toString());
    }

    @Test
    void emptyNameOfASettingsFile_isRefused() {
        sources.addLast(new MapPropertySource("more", Map.of("gatehouse.settings-file", " ")));
        assertThrows(SettingException.class, this::check);
    }
}
