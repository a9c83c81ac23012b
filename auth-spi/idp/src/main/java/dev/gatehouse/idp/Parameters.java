package dev.gatehouse.idp;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Request parameters under the rules of RFC 6749 sections 3.1 and 3.2: none may come twice, one without a value counts
 * as absent. Immutable.
 */
final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters ofForm(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        int from = 0;
        while (from < encoded.length()) {
            int end = encoded.indexOf('&', from);
            if (end < 0) {
                end = encoded.length();
            }
            if (end > from) {
                int equals = encoded.indexOf('=', from);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decode(encoded.substring(from, nameEnd));
                String value = nameEnd == end ? "" : decode(encoded.substring(nameEnd + 1, end));
                if (values.put(name, value) != null) {
                    throw OAuthException.invalidRequest("A parameter is repeated");
                }
            }
            from = end + 1;
        }
        return new Parameters(values);
    }

    /** One flat JSON object whose members are texts: some clients send the token request like this. */
    static Parameters ofJson(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Object> member : JSONObjectUtils.parse(text).entrySet()) {
                if (!(member.getValue() instanceof String value)) {
                    throw OAuthException.invalidRequest("Expected string members in the JSON body");
                }
                values.put(member.getKey(), value);
            }
        } catch (ParseException e) {
            throw OAuthException.invalidRequest("The body is not a JSON object");
        }
        return new Parameters(values);
    }

    Optional<String> get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    String required(String name) {
        return get(name).orElseThrow(() -> OAuthException.invalidRequest("Missing parameter: " + name));
    }

    /** A list of names with one space between them, as scopes come. */
    Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : get(name).orElse("").split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Returns the same parameters without these. */
    Parameters without(Set<String> names) {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(names);
        return new Parameters(rest);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OAuthException.invalidRequest("A parameter is not properly encoded");
        }
    }

    /** Values may be secrets: only the names are shown. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
