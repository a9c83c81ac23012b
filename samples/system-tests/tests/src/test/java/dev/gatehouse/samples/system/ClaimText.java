package dev.gatehouse.samples.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as tests write it: members in single quotes, of which the last one of a name counts. */
final class ClaimText {

    private static final JsonMapper JSON = new JsonMapper();

    private ClaimText() {}

    /** Returns the object. */
    static String merged(String members) {
        try {
            return JSON.readTree("{" + members.replace('\'', '"') + "}").toString();
        } catch (JsonProcessingException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
