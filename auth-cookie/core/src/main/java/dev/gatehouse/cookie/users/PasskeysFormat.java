package dev.gatehouse.cookie.users;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.support.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads a passkeys file: one JSON object with the secret of the store and the passkeys. Immutable. */
final class PasskeysFormat {

    private static final int MAX_TEXT = 8192;
    /** The length of 32 bytes in base64url. */
    private static final int SECRET = 43;

    private static final StrictJson READER = new StrictJson(MAX_TEXT, 8);
    private static final JsonFactory WRITER = new JsonFactory();

    private PasskeysFormat() {}

    static String write(PasskeyList list) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = WRITER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("secret", list.secret());
            json.writeArrayFieldStart("passkeys");
            for (Passkey passkey : list.all()) {
                json.writeRaw("\n");
                json.writeStartObject();
                json.writeStringField("user", passkey.user());
                json.writeStringField("label", passkey.label());
                json.writeStringField("id", passkey.id());
                json.writeStringField("handle", passkey.handle());
                json.writeStringField("publicKey", passkey.publicKey());
                json.writeNumberField("counter", passkey.counter());
                json.writeBooleanField("backupEligible", passkey.backupEligible());
                json.writeBooleanField("backedUp", passkey.backedUp());
                json.writeStringField("created", passkey.created().toString());
                json.writeStringField("lastUsed", passkey.lastUsed().toString());
                json.writeEndObject();
            }
            json.writeRaw("\n");
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    /**
     * Reads the content of a file.
     *
     * @throws IllegalArgumentException if it is invalid; the message says what
     */
    static PasskeyList read(byte[] content) {
        Map<String, @Nullable Object> file = READER.object(content);
        if (file == null || !(file.get("passkeys") instanceof List<?> list)) {
            throw new IllegalArgumentException("expected a JSON object with the members secret and passkeys");
        }
        List<Passkey> passkeys = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> passkey)) {
                throw new IllegalArgumentException("expected JSON objects in passkeys");
            }
            passkeys.add(passkey(passkey));
        }
        String secret = text(file, "secret");
        if (secret.length() != SECRET || !Passkey.isBase64Url(secret)) {
            throw new IllegalArgumentException("expected a secret of 32 bytes in base64url");
        }
        return new PasskeyList(secret, passkeys);
    }

    private static Passkey passkey(Map<?, ?> members) {
        if (!(members.get("counter") instanceof Long counter)
                || !(members.get("backupEligible") instanceof Boolean eligible)
                || !(members.get("backedUp") instanceof Boolean backedUp)) {
            throw new IllegalArgumentException(
                    "expected a number as counter of a passkey, and booleans as backupEligible and backedUp");
        }
        return new Passkey(
                text(members, "id"),
                text(members, "user"),
                text(members, "handle"),
                text(members, "publicKey"),
                counter,
                eligible,
                backedUp,
                text(members, "label"),
                instant(text(members, "created")),
                instant(text(members, "lastUsed")));
    }

    private static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("expected a string as " + name);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("expected a time such as 2026-01-31T12:00:00Z", malformed);
        }
    }
}
