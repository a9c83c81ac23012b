package dev.gatehouse.spi.settings;

import dev.gatehouse.spi.stability.Stable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a setting: key, type, default and description.
 *
 * <p>An undeclared key refuses the start, so that a misspelled key is not silently ignored. The configuration page of
 * the documentation is generated from the declarations. Immutable.
 *
 * <p>The environment variable of a setting is its key in upper case with {@code _} in place of {@code .} and {@code -}:
 * {@code AUTH_JWT_CLOCK_SKEW} for {@code auth.jwt.clock-skew}.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
@Stable
public final class Setting<T> {

    /**
     * Converts the configured string to a value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Returns the value.
         *
         * @param text the configured string, trimmed and not empty
         * @throws IllegalArgumentException with a message that says what was expected and does not repeat the string
         */
        T parse(String text);
    }

    private final String key;
    private final @Nullable String group;
    private final String type;
    private final String description;
    private final @Nullable String defaultText;
    private final boolean secret;
    private final Parser<T> parser;
    private final @Nullable Function<? super T, Map<String, String>> preset;

    private Setting(
            String key,
            @Nullable String group,
            String type,
            String description,
            @Nullable String defaultText,
            boolean secret,
            Parser<T> parser,
            @Nullable Function<? super T, Map<String, String>> preset) {
        this.key = checkedKey(key);
        this.group = group;
        this.type = type;
        this.description = Objects.requireNonNull(description, "description");
        this.defaultText = defaultText;
        this.secret = secret;
        this.parser = parser;
        this.preset = preset;
    }

    /**
     * Declares a setting with a custom type.
     *
     * @param key lower-case words and digits separated by {@code .} and {@code -}, with at least one {@code .};
     *     mechanisms and session stores start theirs with {@code auth.}, applications with a word of their own
     * @param type the name of the type in the documentation
     * @param description a sentence for the documentation
     * @param parser converts the configured string
     * @throws IllegalArgumentException if the key is malformed
     */
    public static <T> Setting<T> of(String key, String type, String description, Parser<T> parser) {
        return new Setting<>(key, null, type, description, null, false, parser, null);
    }

    /** Declares a string. */
    public static Setting<String> string(String key, String description) {
        return of(key, "string", description, text -> text);
    }

    /**
     * Declares a secret. It is masked wherever settings are shown. A value that starts with {@code file:} is read from
     * that file, without the final line break.
     */
    public static Setting<Secret> secret(String key, String description) {
        return new Setting<>(key, null, "secret", description, null, true, Secret::of, null);
    }

    /**
     * Declares a list of distinct strings separated by commas. Spaces around an item are ignored. An item that contains
     * a comma is written in double quotes; see {@link SettingList}.
     */
    public static Setting<List<String>> list(String key, String description) {
        return of(key, "list", description, SettingList::items);
    }

    /** Declares a switch: {@code on} or {@code off}. {@code true} and {@code false} are accepted as well. */
    public static Setting<Boolean> flag(String key, String description) {
        return of(key, "on or off", description, SettingParsers::parseFlag);
    }

    /** Declares an integer in a range; both bounds are inclusive. */
    public static Setting<Integer> integer(String key, String description, int min, int max) {
        return of(
                key,
                "integer, " + min + " to " + max,
                description,
                text -> SettingParsers.parseInteger(text, min, max));
    }

    /**
     * Declares a duration in a range; both bounds are inclusive. It is written as an integer with the unit {@code ms},
     * {@code s}, {@code m}, {@code h} or {@code d}, such as {@code 60s}.
     */
    public static Setting<Duration> duration(String key, String description, Duration min, Duration max) {
        String range = "duration, " + SettingParsers.format(min) + " to " + SettingParsers.format(max);
        return of(key, range, description, text -> SettingParsers.parseDuration(text, min, max));
    }

    /** Declares the path of a file or directory. A relative path is resolved against the working directory. */
    public static Setting<Path> path(String key, String description) {
        return of(key, "path", description, SettingParsers::parsePath);
    }

    /** Declares an absolute {@code https} or {@code http} URL without user information and fragment. */
    public static Setting<URI> url(String key, String description) {
        return of(key, "URL", description, SettingParsers::parseUrl);
    }

    /** Declares a choice among the constants of an enum, written in lower case with {@code -} in place of {@code _}. */
    public static <E extends Enum<E>> Setting<E> choice(String key, String description, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(SettingParsers.choiceName(constant));
        }
        String choices = "one of " + String.join(", ", names);
        return of(key, choices, description, text -> {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new IllegalArgumentException("expected " + choices);
            }
            return type.getEnumConstants()[index];
        });
    }

    /**
     * Returns this setting with a default.
     *
     * @param text the default, written as in a configuration file
     * @throws IllegalArgumentException if the default cannot be parsed
     */
    public Setting<T> defaultsTo(String text) {
        parser.parse(text);
        return new Setting<>(key, group, type, description, text, secret, parser, preset);
    }

    /**
     * Returns this setting as a setting of a group with several instances.
     *
     * <p>For the group {@code auth.jwt.issuers}, the key {@code auth.jwt.audience} is also
     * {@code auth.jwt.issuers.<alias>.audience}. The plain key belongs to the alias {@code default}.
     *
     * @param group the key of the group; it has the same parent as the key of this setting
     * @throws IllegalArgumentException if the parents differ
     */
    public Setting<T> perInstance(String group) {
        checkedKey(group);
        String parent = group.substring(0, group.lastIndexOf('.') + 1);
        if (!key.startsWith(parent) || key.startsWith(group + ".")) {
            throw new IllegalArgumentException(
                    "expected a group with the same parent as " + key + ", but got " + group);
        }
        return new Setting<>(key, group, type, description, defaultText, secret, parser, preset);
    }

    /**
     * Returns this setting as a preset of other settings: its configured value chooses values for them, which count
     * where they are not configured, before their defaults. A preset applies within one instance of a group.
     *
     * @param values returns the values that a value chooses, by the {@linkplain #key() keys} of declared settings of
     *     the same group that are not secrets; written as in a configuration file
     */
    public Setting<T> choosing(Function<? super T, Map<String, String>> values) {
        Objects.requireNonNull(values, "values");
        return new Setting<>(key, group, type, description, defaultText, secret, parser, values);
    }

    /** Returns the key. */
    public String key() {
        return key;
    }

    /**
     * Returns the key for an instance. It is {@link #key()} for the alias {@code default} and for a setting without a
     * group.
     */
    public String key(String alias) {
        if (group == null || alias.equals("default")) {
            return key;
        }
        return group + "." + alias + key.substring(group.lastIndexOf('.'));
    }

    /** Returns the key of the group; empty when the setting has only one instance. */
    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /** Returns the name of the type for the documentation. */
    public String type() {
        return type;
    }

    /** Returns the description for the documentation. */
    public String description() {
        return description;
    }

    /** Returns the default as it is written in a configuration file; empty when there is none. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Returns whether the value is masked wherever settings are shown. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Parses a configured string.
     *
     * @throws IllegalArgumentException with a message that says what was expected and does not repeat the string
     */
    public T parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("expected a value (" + type + "), but it is empty");
        }
        return parser.parse(trimmed);
    }

    /**
     * Returns the values that this setting chooses for others, by their keys; empty if it is no preset.
     *
     * @param text the configured string of this setting
     * @throws IllegalArgumentException with a message that says what was expected and does not repeat the string
     */
    public Map<String, String> chosenBy(String text) {
        return preset == null ? Map.of() : preset.apply(parse(text));
    }

    @Override
    public String toString() {
        return key;
    }

    private static String checkedKey(String key) {
        boolean form = key.indexOf('.') > 0 && !key.endsWith(".") && !key.contains("..");
        for (int i = 0; form && i < key.length(); i++) {
            char c = key.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        }
        if (!form) {
            throw new IllegalArgumentException("expected a setting key such as auth.jwt.clock-skew, but got " + key);
        }
        return key;
    }
}
