package dev.gatehouse.jwt.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A client secret. {@code toString} omits its value. */
record Secret(String value) {

    Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the client secret is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ') {
                throw new IllegalArgumentException(
                        "the client secret contains a control character; remove the line break at the end of its file");
            }
        }
    }

    /** Whether the string contains the secret: unchanged, form-encoded, as in JSON, or base64-encoded. */
    boolean isIn(String text) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String json = JsonMembers.write(Map.of("", value));
        return text.contains(value)
                || text.contains(FormText.encode(value))
                || text.contains(FormText.encode(value).replace("+", "%20"))
                || text.contains(json.substring(json.indexOf(':') + 2, json.length() - 2))
                || text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "Secret[masked]";
    }
}
