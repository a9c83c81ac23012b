package dev.gatehouse.tasklist.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Internal;
import java.util.Map;

/**
 * Checks that values of variables are JSON. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class VariableValidator {

    /** Longest name of a variable that can be stored. */
    private static final int MAX_NAME = 1000;

    private final JsonMapper mapper;

    public VariableValidator(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Refuses the first variable whose name is too long or whose text is not one JSON value. */
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
