package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110 section 11.6.1): a scheme with parameters or with a
 * token68 value.
 *
 * <p>Parameter values are quoted and escaped, so that no value can end the quotes or the header. The host adds
 * {@code realm} to a challenge with parameters that has none. Immutable.
 *
 * @since 0.1
 */
@Stable
public final class Challenge {

    private final String scheme;
    private final @Nullable String token68;
    private final Map<String, String> parameters;

    private Challenge(String scheme, @Nullable String token68, Map<String, String> parameters) {
        if (!HttpSyntax.isToken(scheme)) {
            throw new IllegalArgumentException("expected a token (RFC 9110 section 5.6.2) as the scheme");
        }
        this.scheme = scheme;
        this.token68 = token68;
        this.parameters = parameters;
    }

    /**
     * Returns a challenge that consists of a scheme.
     *
     * @param scheme the scheme, such as {@code Bearer}; a token (RFC 9110 section 5.6.2)
     * @throws IllegalArgumentException if the scheme is not a token
     */
    public static Challenge of(String scheme) {
        return new Challenge(scheme, null, Map.of());
    }

    /**
     * Returns a challenge with a token68 value (RFC 9110 section 11.2), as {@code Negotiate} uses it (RFC 4559 section
     * 4).
     *
     * @param scheme the scheme; a token (RFC 9110 section 5.6.2)
     * @param token68 the value
     * @throws IllegalArgumentException if the scheme is not a token or the value is not a token68
     */
    public static Challenge token68(String scheme, String token68) {
        if (!HttpSyntax.isToken68(token68)) {
            throw new IllegalArgumentException("not a token68 (RFC 9110 section 11.2)");
        }
        return new Challenge(scheme, token68, Map.of());
    }

    /**
     * Returns this challenge with another parameter at the end. If the parameter exists, its value is replaced.
     *
     * @param name the name; a token (RFC 9110 section 5.6.2), written in lower case
     * @param value the value; visible ASCII, spaces and tabs. The parameters of RFC 6750 section 3 allow neither quotes
     *     nor backslashes
     * @throws IllegalArgumentException if the name or the value is malformed, or if the challenge has a token68 value
     */
    public Challenge with(String name, String value) {
        if (token68 != null) {
            throw new IllegalArgumentException("a challenge with a token68 value cannot have parameters");
        }
        if (!HttpSyntax.isToken(name) || !HttpSyntax.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "expected a token as the name of the parameter and visible ASCII as its value");
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Challenge(scheme, null, Collections.unmodifiableMap(more));
    }

    /** Returns the scheme as it was given. */
    public String scheme() {
        return scheme;
    }

    /**
     * Returns the parameters in the order in which they are written, with names in lower case. Unmodifiable; empty when
     * there are none.
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Returns whether the challenge has a token68 value and therefore cannot have parameters. */
    public boolean hasToken68() {
        return token68 != null;
    }

    /** Returns the challenge as it is written in the header. */
    public String headerValue() {
        StringBuilder text = new StringBuilder(scheme);
        if (token68 != null) {
            return text.append(' ').append(token68).toString();
        }
        String separator = " ";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator).append(parameter.getKey()).append("=\"");
            quote(parameter.getValue(), text);
            text.append('"');
            separator = ", ";
        }
        return text.toString();
    }

    /** Returns the challenge without its token68 value, which may be part of a secret exchange. */
    @Override
    public String toString() {
        return token68 == null ? headerValue() : scheme + " ...";
    }

    private static void quote(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
    }
}
