package dev.gatehouse.spi.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting: key, type, default and description. Settings that nobody declared are unknown and refuse the start, so a misspelt key can't pass for
 * its default; the configuration page of the documentation is written from these declarations. Immutable.
 *
 * <p>The environment variable of a setting is its key in upper case with {@code _} for {@code .} and {@code -}: {@code AUTH_JWT_CLOCK_SKEW} for
 * {@code auth.jwt.clock-skew}.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    /** Turns the text of a setting into its value. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Returns the value.
         *
         * @param text the trimmed text, not empty
         * @throws IllegalArgumentException with a message that says what is expected, without repeating the text
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

    private Setting(
            String key,
            @Nullable String group,
            String type,
            String description,
            @Nullable String defaultText,
            boolean secret,
            Parser<T> parser) {
        this.key = checkedKey(key);
        this.group = group;
        this.type = type;
        this.description = Objects.requireNonNull(description, "description");
        this.defaultText = defaultText;
        this.secret = secret;
        this.parser = parser;
    }

    /**
     * Declares a setting of a type of its own.
     *
     * @param key lower-case words joined by {@code .} and {@code -}, at least two of them; mechanisms and session stores begin
     *     theirs with {@code auth.}, applications with a word of their own
     * @param type what to call the type in the documentation
     * @param description a sentence for the documentation
     * @param parser turns text into a value
     * @throws IllegalArgumentException if the key has another form
     */
    public static <T> Setting<T> of(String key, String type, String description, Parser<T> parser) {
        return new Setting<>(key, null, type, description, null, false, parser);
    }

    /** Declares a text. */
    public static Setting<String> text(String key, String description) {
        return of(key, "text", description, text -> text);
    }

    /** Declares a secret: masked wherever settings are shown. A value that begins with {@code file:} is read from that file, without its last line break. */
    public static Setting<Secret> secret(String key, String description) {
        return new Setting<>(key, null, "secret", description, null, true, Secret::of);
    }

    /** Declares a list of different texts, separated by commas, blanks around them ignored. */
    public static Setting<List<String>> list(String key, String description) {
        return of(key, "list", description, SettingText::parseList);
    }

    /** Declares a switch: {@code on} or {@code off}; {@code true} and {@code false} are understood too. */
    public static Setting<Boolean> flag(String key, String description) {
        return of(key, "on or off", description, SettingText::parseFlag);
    }

    /** Declares a whole number within bounds, both inclusive. */
    public static Setting<Integer> integer(String key, String description, int min, int max) {
        return of(key, "number, " + min + " to " + max, description, text -> SettingText.parseInteger(text, min, max));
    }

    /** Declares a length of time within bounds, both inclusive: a whole number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, such as {@code 60s}. */
    public static Setting<Duration> duration(String key, String description, Duration min, Duration max) {
        String range = "duration, " + SettingText.format(min) + " to " + SettingText.format(max);
        return of(key, range, description, text -> SettingText.parseDuration(text, min, max));
    }

    /** Declares the path of a file or folder; a relative one counts from the working directory. */
    public static Setting<Path> path(String key, String description) {
        return of(key, "path", description, SettingText::parsePath);
    }

    /** Declares an absolute URL with scheme {@code https} or {@code http}, without user information and fragment. */
    public static Setting<URI> url(String key, String description) {
        return of(key, "URL", description, SettingText::parseUrl);
    }

    /** Declares a choice among the constants of an enum, written in lower case with {@code -} for {@code _}. */
    public static <E extends Enum<E>> Setting<E> choice(String key, String description, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(SettingText.choiceName(constant));
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
     * @param text the default as one would write it
     * @throws IllegalArgumentException if it does not parse
     */
    public Setting<T> defaultsTo(String text) {
        parser.parse(text);
        return new Setting<>(key, group, type, description, text, secret, parser);
    }

    /**
     * Returns this setting as one that several instances may have: {@code auth.jwt.audience} of the group {@code auth.jwt.issuers} is also
     * {@code auth.jwt.issuers.<alias>.audience}; the key itself is that of the alias {@code default}.
     *
     * @param group the group's key; its parent must be the parent of this setting's key
     * @throws IllegalArgumentException if it is not
     */
    public Setting<T> perInstance(String group) {
        checkedKey(group);
        String parent = group.substring(0, group.lastIndexOf('.') + 1);
        if (!key.startsWith(parent) || key.startsWith(group + ".")) {
            throw new IllegalArgumentException(group + " is not a group for " + key);
        }
        return new Setting<>(key, group, type, description, defaultText, secret, parser);
    }

    /** Returns the key. */
    public String key() {
        return key;
    }

    /** Returns the key of an instance; {@link #key()} for the alias {@code default} and for a setting without a group. */
    public String key(String alias) {
        if (group == null || alias.equals("default")) {
            return key;
        }
        return group + "." + alias + key.substring(group.lastIndexOf('.'));
    }

    /** Returns the group of instances; empty when there is only one. */
    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /** Returns the type's name for the documentation. */
    public String type() {
        return type;
    }

    /** Returns the description for the documentation. */
    public String description() {
        return description;
    }

    /** Returns the default as one would write it. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Returns whether the value is masked wherever settings are shown. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Returns the value that a text stands for.
     *
     * @throws IllegalArgumentException with a message that says what is expected, without repeating the text
     */
    public T parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("expected a value (" + type + "), it is empty");
        }
        return parser.parse(trimmed);
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
            throw new IllegalArgumentException("not a key of a setting: " + key);
        }
        return key;
    }
}
