package dev.gatehouse.cookie.passkeys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.User;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What browsers are asked (WebAuthn Level 3, sections 5.1.9 and 5.1.10: {@code PublicKeyCredentialCreationOptionsJSON}
 * and {@code PublicKeyCredentialRequestOptionsJSON}), and the list of a person's passkeys. Immutable.
 *
 * @param userVerification {@code required} or {@code preferred}
 * @param timeoutMillis how long the person may take
 */
record OptionsJson(RelyingParty party, String userVerification, long timeoutMillis) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes the content of an object. */
    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Returns the options to register a passkey that can be found without a name. */
    String registration(String challenge, String handle, User user, List<Passkey> known) {
        return object(json -> {
            json.writeStringField("challenge", challenge);
            json.writeNumberField("timeout", timeoutMillis);
            json.writeStringField("attestation", "none");
            json.writeObjectFieldStart("rp");
            json.writeStringField("id", party.id());
            json.writeStringField("name", party.name());
            json.writeEndObject();
            json.writeObjectFieldStart("user");
            json.writeStringField("id", handle);
            json.writeStringField("name", user.name());
            json.writeStringField("displayName", user.displayName());
            json.writeEndObject();
            json.writeArrayFieldStart("pubKeyCredParams");
            for (long algorithm : Verification.ALGORITHMS) {
                json.writeStartObject();
                json.writeStringField("type", "public-key");
                json.writeNumberField("alg", algorithm);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("excludeCredentials");
            for (Passkey passkey : known) {
                json.writeStartObject();
                json.writeStringField("type", "public-key");
                json.writeStringField("id", passkey.id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("authenticatorSelection");
            json.writeStringField("residentKey", "required");
            json.writeBooleanField("requireResidentKey", true);
            json.writeStringField("userVerification", userVerification);
            json.writeEndObject();
        });
    }

    /** Returns the options to log in without a name. */
    String login(String challenge) {
        return object(json -> {
            json.writeStringField("challenge", challenge);
            json.writeNumberField("timeout", timeoutMillis);
            json.writeStringField("rpId", party.id());
            json.writeArrayFieldStart("allowCredentials");
            json.writeEndArray();
            json.writeStringField("userVerification", userVerification);
        });
    }

    /** Returns one passkey as its owner sees it. */
    static String passkey(Passkey passkey) {
        return object(json -> write(json, passkey));
    }

    /** Returns the passkeys of a person as the person sees them. */
    static String list(List<Passkey> passkeys) {
        return object(json -> {
            json.writeArrayFieldStart("passkeys");
            for (Passkey passkey : passkeys) {
                json.writeStartObject();
                write(json, passkey);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Passkey passkey) throws IOException {
        json.writeStringField("id", passkey.id());
        json.writeStringField("label", passkey.label());
        json.writeStringField("created", passkey.created().toString());
        json.writeStringField("lastUsed", passkey.lastUsed().toString());
        json.writeBooleanField("backedUp", passkey.backedUp());
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot be written", impossible);
        }
        return text.toString();
    }
}
