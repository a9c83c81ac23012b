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

            <!-- Written from the declarations in the code; a test fails when this page is stale. -->

            Settings come from four places. A later one wins over an earlier one:

            1. code: the map given to the builder, or init parameters in `web.xml`
            2. a properties file, UTF-8, `key = value`, comments and escapes as in Java properties files
            3. environment variables: `AUTH_JWT_ISSUER` for `auth.jwt.issuer`
            4. system properties: `-Dauth.jwt.issuer=...`

            A key that is not on this page is refused in code and in files; the message names file, line and the \
            nearest known key. Environment variables and system
            properties are looked up by the names below only. Every value is checked at the start, also one that \
            nothing uses. An empty value is an error, not the default.

            **Types.** Lists are separated by commas. Durations are an integer with `ms`, `s`, `m`, `h` or `d`: \
            `60s`, `5m`. Switches are `on` or `off`. Relative paths
            count from the working directory. A secret is masked wherever settings are shown, and may be kept in a \
            file: `file:/run/secrets/name` stands for the content of
            that file without its last line break (64 KiB at most).

            **Instances.** A setting marked \\* belongs to a group that may have several instances, each with an \
            alias of 1 to 32 lower-case letters, digits and `-`. The plain key
            is that of the alias `default`. Environment variables and system properties reach an alias only if code \
            or a file sets one of its keys. Instances do not inherit
            from each other.
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

        /** Makes a section from declarations. */
        public static Section of(String title, String text, List<? extends Setting<?>> settings) {
            return new Section(title, text, settings.stream().map(Entry::of).toList());
        }
    }

    /**
     * One row.
     *
     * @param key the key
     * @param environment the environment variable
     * @param type what kind of value it takes
     * @param defaultText the default as it would be set; empty when there is no default
     * @param description a sentence
     * @param instanceKey the key of an instance, with {@code <alias>} in it; empty when there is only one
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

        /** Makes the row of a declaration. */
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
     * Returns the page as Markdown that ends with a line break. A setting that several sections share is
     * shown in the first of them.
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
                .ifPresent(entry -> page.append("\n\\* May be set for several instances: ")
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

    /** Writes text so that Markdown takes none of it for markup; backticks stay, descriptions use them. */
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
