package dev.gatehouse.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110 section 11.6.1): a scheme with parameters, or with a token68.
 *
 * <p>Parameter values are quoted and escaped when the header is written, so that no value can end the quotes or the header. The host adds {@code realm} where a
 * challenge with parameters lacks it. Immutable.
 */
public final class Challenge {

    private final String scheme;
    private final @Nullable String token68;
    private final Map<String, String> parameters;

    private Challenge(String scheme, @Nullable String token68, Map<String, String> parameters) {
        if (!HttpSyntax.isToken(scheme)) {
            throw new IllegalArgumentException("not an authentication scheme");
        }
        this.scheme = scheme;
        this.token68 = token68;
        this.parameters = parameters;
    }

    /**
     * Returns a challenge with the scheme alone.
     *
     * @param scheme such as {@code Bearer}; a token of RFC 9110
     * @throws IllegalArgumentException if it is none
     */
    public static Challenge of(String scheme) {
        return new Challenge(scheme, null, Map.of());
    }

    /**
     * Returns a challenge with a token68, as {@code Negotiate} uses for its legs (RFC 4559 section 4).
     *
     * @throws IllegalArgumentException if the value is no token68
     */
    public static Challenge token68(String scheme, String token68) {
        if (!HttpSyntax.isToken68(token68)) {
            throw new IllegalArgumentException("not a token68");
        }
        return new Challenge(scheme, token68, Map.of());
    }

    /**
     * Returns this challenge with one more parameter, behind those it has; a name that it has already gets the new value.
     *
     * @param name a token of RFC 9110
     * @param value visible ASCII and blanks; RFC 6750 section 3 forbids more in its own parameters, so keep quotes and backslashes out of them
     * @throws IllegalArgumentException if name or value has another form, or if the challenge has a token68
     */
    public Challenge with(String name, String value) {
        if (token68 != null) {
            throw new IllegalArgumentException("a challenge has a token68 or parameters, not both");
        }
        if (!HttpSyntax.isToken(name) || !HttpSyntax.isFieldValue(value)) {
            throw new IllegalArgumentException("not a parameter of a challenge");
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Challenge(scheme, null, Collections.unmodifiableMap(more));
    }

    /** Returns the scheme, as it was given. */
    public String scheme() {
        return scheme;
    }

    /** Returns the parameters in the order they are written, names in lower case; empty when there are none. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Returns whether the challenge carries a token68 and so can't take parameters. */
    public boolean hasToken68() {
        return token68 != null;
    }

    /** Returns the value of the header. */
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

    /** Names the scheme and the parameters; a token68 is left out, since it may be part of an exchange of secrets. */
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
