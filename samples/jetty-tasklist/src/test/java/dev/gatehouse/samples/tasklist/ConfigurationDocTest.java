package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.settings.ConfigurationPage;
import dev.gatehouse.servlet.settings.ConfigurationPage.Entry;
import dev.gatehouse.servlet.settings.ConfigurationPage.Section;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.SessionsFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration page of the documentation is written from the declarations. */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir"))
            .resolve("../../docs/configuration.md")
            .normalize();
    private static final String UPDATE = "gatehouse.docs.update";
    private static final String REMEDY =
            "docs/configuration.md is stale. Regenerate it with: mvn -pl samples/jetty-tasklist"
                    + " -am test -Dtest=ConfigurationDocTest -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE
                    + "=true";

    private static final Map<String, String> MECHANISMS = Map.of(
            "jwt",
            "Bearer tokens of one or more issuers (RFC 6750, RFC 7519, RFC 9068).",
            "identity",
            "Bearer tokens of the provider behind Camunda Identity, with what Identity says about their owners.",
            "introspection",
            "Opaque bearer tokens, verified by token introspection at their issuer (RFC 7662).",
            "basic",
            "HTTP Basic authentication with the users of the login (RFC 7617).",
            "cookie",
            "Login with user name and password, then a session cookie.");

    @Test
    void page_saysWhatTheCodeDeclares() throws IOException {
        String expected = ConfigurationPage.render(sections());
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        assertEquals(expected, read(), REMEDY);
    }

    @Test
    void everyOriginalName_standsForASettingThatExists() {
        List<String> keys = sections().stream()
                .flatMap(section -> section.entries().stream())
                .map(Entry::key)
                .toList();

        for (OriginalNames.Row row : OriginalNames.table()) {
            row.keys().forEach(key -> assertTrue(keys.contains(key), key));
        }
    }

    private static String read() throws IOException {
        try {
            return Files.readString(PAGE);
        } catch (NoSuchFileException missing) {
            return "";
        }
    }

    static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Host", "Settings for all mechanisms.", HostSettings.all()));
        ServiceLoader.load(AuthenticationMechanismFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(AuthenticationMechanismFactory::name))
                .forEach(factory -> sections.add(Section.of(
                        "Mechanism `" + factory.name() + "`",
                        MECHANISMS.getOrDefault(factory.name(), ""),
                        factory.settings())));
        ServiceLoader.load(SessionsFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(SessionsFactory::name))
                .forEach(factory -> sections.add(Section.of(
                        "Sessions `" + factory.name() + "`",
                        "For `auth.sessions = " + factory.name() + "`.",
                        factory.settings())));
        sections.add(sample());
        return sections;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static Section sample() {
        String text = """
                The sample application has the following settings of its own and refuses unknown keys that start \
                with `sample.`. Without `--config`, it runs the demo: it listens
                on this machine only, sets the settings above in code, so that environment variables override them, \
                and takes port and data directory from the command line.

                With `--config`, it also reads these environment variables of the original Tasklist. They are \
                defaults, so that every other source overrides them:

                | Variable | Setting |
                |---|---|
                """
                + OriginalNames.table().stream()
                        .map(row -> "| " + quoted(row.variables()) + " | " + quoted(row.keys()) + " |")
                        .collect(Collectors.joining("\n"));
        return Section.of("Sample application", text, SampleSettings.declarations());
    }
}
