package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Internal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the configuration page of the documentation from the declarations. Internal to the host. Stateless.
 *
 * @since 0.1
 */
@Internal
public final class ConfigurationPage {

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the declarations in the code; a test fails if this page is stale. -->

            Settings come from four sources. A later source overrides an earlier one:

            1. code: the map passed to the builder, or init parameters in `web.xml`
            2. a file in UTF-8 with the syntax of Java properties files: `key = value`
            3. environment variables: `AUTH_JWT_ISSUER` for `auth.jwt.issuer`
            4. system properties: `-Dauth.jwt.issuer=...`

            A key that is not on this page is refused in code and in files. The message names the file, the line \
            and the most similar key. Environment variables and
            system properties with other names are ignored. Every value is checked at the start, even if it is not \
            used. An empty value is an error, not the default.

            **Types.** The values of a list are separated by commas. A value that contains a comma, or a name that \
            contains an equals sign, is written in double quotes:
            `"CN=Tasklist Admins,OU=Groups,DC=corp"=WRITE`. A double quote inside is written twice. A list that can be \
            read in two ways is refused. A duration is an integer followed by `ms`, `s`, \
            `m`, `h` or `d`: `60s`, `5m`. A switch is `on` or `off`.
            Paths are relative to the working directory of the process; the command of the \
            [archive](installing.md) makes that the folder of the settings file. Secrets are
            masked wherever settings are shown. A secret may be read from a file: `file:/run/secrets/name` is
            the content of that file, at most 64 KiB, without its last line break.

            **Instances.** A setting marked \\* belongs to a group that may have several instances, each with an \
            alias of 1 to 32 lower-case letters, digits and `-`. The plain key
            belongs to the alias `default`. Environment variables and system properties apply to an alias only if \
            code or a file sets one of its keys. Instances do not
            inherit from each other.
            """;

    private ConfigurationPage() {}

    /**
     * The settings of one owner.
     *
     * @param title the heading
     * @param text Markdown under the heading; may be empty
     * @param entries the settings in their order
     */
    public record Section(String title, String text, List<Entry> entries) {

        /** Copies the list. */
        public Section {
            entries = List.copyOf(entries);
        }

        /** Creates a section from declarations. */
        public static Section of(String title, String text, List<? extends Setting<?>> settings) {
            return new Section(title, text, settings.stream().map(Entry::of).toList());
        }
    }

    /**
     * One row.
     *
     * @param key the key
     * @param environment the environment variable
     * @param type the kind of value
     * @param defaultText the default as it would be set; empty when there is no default
     * @param description a sentence
     * @param instanceKey the key of an instance, with {@code <alias>} in it; empty if there is only one
     * @param secret whether it is a secret
     */
    public record Entry(
            String key,
            String environment,
            String type,
            String defaultText,
            String description,
            String instanceKey,
            boolean secret) {

        /** Creates the row of a declaration. */
        public static Entry of(Setting<?> setting) {
            String instanceKey = setting.group().isPresent() ? setting.key("<alias>") : "";
            return new Entry(
                    setting.key(),
                    SettingInstance.environmentName(setting.key()),
                    setting.type(),
                    setting.defaultText().orElse(""),
                    setting.description(),
                    instanceKey,
                    setting.isSecret());
        }
    }

    /**
     * Returns the page as Markdown that ends with a line break. A setting that several sections share is shown in the
     * first of them.
     */
    public static String render(List<Section> sections) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        Set<String> shown = new HashSet<>();
        for (Section section : sections) {
            List<Entry> entries = section.entries().stream()
                    .filter(entry -> shown.add(entry.key()))
                    .toList();
            page.append("\n## ").append(section.title()).append("\n");
            if (!section.text().isBlank()) {
                page.append("\n").append(section.text().strip()).append("\n");
            }
            if (!entries.isEmpty()) {
                table(page, entries);
            }
        }
        return page.toString();
    }

    private static void table(StringBuilder page, List<Entry> entries) {
        page.append("\n| Key | Environment | Type | Default | Meaning |\n|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            String star = entry.instanceKey().isEmpty() ? "" : " \\*";
            page.append("| ").append(code(entry.key())).append(star);
            page.append(" | ").append(code(entry.environment()));
            page.append(" | ").append(cell(entry.type()));
            page.append(" | ").append(defaultOf(entry));
            page.append(" | ").append(cell(entry.description())).append(" |\n");
        }
        entries.stream()
                .filter(entry -> !entry.instanceKey().isEmpty())
                .findFirst()
                .ifPresent(entry -> page.append("\n\\* May have several instances: ")
                        .append(code(entry.instanceKey()))
                        .append(" is ")
                        .append(code(entry.key()))
                        .append(" of the instance `<alias>`, and so on.\n"));
    }

    private static String defaultOf(Entry entry) {
        if (entry.defaultText().isEmpty()) {
            return "";
        }
        return entry.secret() ? "\\*\\*\\*" : code(entry.defaultText());
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    /** Escapes Markdown except backticks, which descriptions use. */
    private static String cell(String text) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            code ^= c == '`';
            boolean markup = c == '|' || (!code && (c == '*' || c == '_' || c == '<' || c == '>' || c == '\\'));
            escaped.append(markup ? "\\" : "").append(c == '\n' ? ' ' : c);
        }
        return escaped.toString();
    }
}
