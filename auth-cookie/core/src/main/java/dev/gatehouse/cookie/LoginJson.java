package dev.gatehouse.cookie;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A login as a JSON object with the members of the form. Unknown members are ignored. A duplicate member, at
 * any depth, and a known member that is not a string make it malformed. {@link #toString()} shows nothing.
 *
 * @param name the member {@code username}; {@code null} if absent
 * @param password the member {@code password}; {@code null} if absent
 * @param stay the member {@code staySignedIn}, a boolean or a string; {@code null} if absent
 */
record LoginJson(
        @Nullable String name,
        @Nullable String password,
        @Nullable String stay) {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 16 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Attackers choose the names, so names must not enter a table that outlives the request.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Returns the login in a body; {@code null} if it is malformed. */
    static @Nullable LoginJson read(byte[] body) {
        try {
            // Decoded here, because the parser would accept other encodings and a BOM.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(text)) {
                return parser.nextToken() == JsonToken.START_OBJECT ? members(parser) : null;
            }
        } catch (IOException malformed) {
            return null;
        }
    }

    private static @Nullable LoginJson members(JsonParser parser) throws IOException {
        String name = null;
        String password = null;
        String stay = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean text = token == JsonToken.VALUE_STRING;
            switch (member) {
                case LoginForm.NAME -> name = text ? parser.getText() : null;
                case LoginForm.PASSWORD -> password = text ? parser.getText() : null;
                case LoginForm.STAY -> {
                    text = text || token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
                    stay = text ? parser.getText() : null;
                }
                default -> {
                    text = true;
                    parser.skipChildren();
                }
            }
            if (!text) {
                return null;
            }
        }
        return parser.nextToken() == null ? new LoginJson(name, password, stay) : null;
    }

    @Override
    public String toString() {
        return "LoginJson[***]";
    }
}
