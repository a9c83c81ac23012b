package dev.gatehouse.jwt.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A client secret that nothing shows. */
record Secret(String value) {

    Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the client secret is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ') {
                throw new IllegalArgumentException(
                        "the client secret holds a control character: is a line break at the end of its file part of it?");
            }
        }
    }

    /** Whether the text repeats the secret: as it is, as a form, as JSON or as base64 carries it. */
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
