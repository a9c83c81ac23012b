package dev.gatehouse.tasklist.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Internal;
import java.util.Map;

/**
 * Validates names and values of variables. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class VariableValidator {

    /** Maximum length of a name; the column has this size. */
    private static final int MAX_NAME = 1000;

    private final JsonMapper mapper;

    public VariableValidator(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Refuses the first variable with an invalid name or a value that is not one JSON value. */
    void check(Map<String, String> variables) {
        variables.forEach((name, text) -> {
            if (name.isEmpty() || name.length() > MAX_NAME) {
                throw ApiProblem.badRequest("The name of a variable should have 1 to " + MAX_NAME + " characters");
            }
            if (!isJson(text)) {
                throw ApiProblem.badRequest("The value of variable '" + name + "' is not valid JSON.");
            }
        });
    }

    private boolean isJson(String text) {
        try {
            return !mapper.readTree(text).isMissingNode();
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }
}
