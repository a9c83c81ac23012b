package dev.gatehouse.tasklist.graphql;

import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;

/**
 * The media type of a response. With {@code application/graphql-response+json} the status tells whether the request
 * could be executed; with {@code application/json} it is always 200, as older clients expect.
 */
enum GraphQlMediaType {
    RESPONSE("application/graphql-response+json; charset=utf-8"),
    JSON("application/json; charset=utf-8");

    private static final String RESPONSE_RANGE = "application/graphql-response+json";

    private final String text;

    GraphQlMediaType(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns the status of an executed request. */
    int status(Map<String, Object> result) {
        return this == RESPONSE && !result.containsKey("data") ? 400 : 200;
    }

    /**
     * Chooses the type by the values of {@code Accept}. Only a client that names the newer type and prefers it gets it;
     * one that accepts neither gets JSON.
     */
    static GraphQlMediaType of(Enumeration<String> accept) {
        double response = -1;
        double json = -1;
        while (accept.hasMoreElements()) {
            for (String range : accept.nextElement().split(",")) {
                int end = range.indexOf(';');
                String type = (end < 0 ? range : range.substring(0, end)).trim().toLowerCase(Locale.ROOT);
                if (type.equals(RESPONSE_RANGE)) {
                    response = Math.max(response, quality(range));
                } else if (type.equals("application/json")) {
                    json = Math.max(json, quality(range));
                }
            }
        }
        return response > 0 && response >= json ? RESPONSE : JSON;
    }

    /** Returns the weight of a media range (RFC 9110 section 12.4.2); a malformed one is 0. */
    private static double quality(String range) {
        for (String parameter : range.split(";")) {
            String trimmed = parameter.trim();
            if (trimmed.regionMatches(true, 0, "q=", 0, 2)) {
                try {
                    return Double.parseDouble(trimmed.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
