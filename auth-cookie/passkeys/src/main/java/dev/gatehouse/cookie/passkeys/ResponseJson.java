package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.support.json.StrictJson;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The responses of a browser as JSON (WebAuthn Level 3, section 5.1.8: {@code RegistrationResponseJSON} and
 * {@code AuthenticationResponseJSON}), bounded and not yet verified. Unknown members are ignored. Immutable.
 */
final class ResponseJson {

    private static final int MAX_TEXT = 32 * 1024;
    private static final int MAX_ID = 1364;
    private static final int MAX_SIGNATURE = 2048;
    private static final int MAX_CLIENT_DATA = 8192;
    private static final StrictJson JSON = new StrictJson(MAX_TEXT, 8);
    private static final String DEFAULT_LABEL = "Passkey";

    /**
     * A response to a registration.
     *
     * @param label the name that the person gave it
     */
    record Registration(String label, String id, ClientData clientData, byte[] attestationObject) {}

    /** A response to a log-in. */
    record Assertion(String id, ClientData clientData, byte[] authenticatorData, byte[] signature, String userHandle) {}

    /**
     * What the browser says about the page (section 5.8.1).
     *
     * @param json the bytes that are signed
     * @param challenge the challenge, base64url
     * @param crossOrigin whether the page is in a frame of another origin
     */
    record ClientData(byte[] json, String challenge, boolean crossOrigin) {}

    private ResponseJson() {}

    /** Reads the object with {@code label} and {@code credential}; {@code null} if it is malformed. */
    static @Nullable Registration registration(byte[] body) {
        Map<String, @Nullable Object> envelope = JSON.object(body);
        if (envelope == null || !(envelope.get("credential") instanceof Map<?, ?> credential)) {
            return null;
        }
        Object label = envelope.getOrDefault("label", DEFAULT_LABEL);
        String id = id(credential);
        if (!(label instanceof String text)
                || !Passkey.isLabel(text)
                || id == null
                || !(credential.get("response") instanceof Map<?, ?> response)) {
            return null;
        }
        ClientData clientData = clientData(response);
        byte[] attestation = bytes(response, "attestationObject", MAX_TEXT);
        return clientData == null || attestation == null ? null : new Registration(text, id, clientData, attestation);
    }

    /** Reads the object; {@code null} if it is malformed. */
    static @Nullable Assertion assertion(byte[] body) {
        Map<String, @Nullable Object> credential = JSON.object(body);
        String id = credential == null ? null : id(credential);
        if (id == null || credential == null || !(credential.get("response") instanceof Map<?, ?> response)) {
            return null;
        }
        ClientData clientData = clientData(response);
        byte[] authenticatorData = bytes(response, "authenticatorData", MAX_SIGNATURE);
        byte[] signature = bytes(response, "signature", MAX_SIGNATURE);
        Object handle = response.get("userHandle");
        return clientData == null || authenticatorData == null || signature == null
                ? null
                : new Assertion(
                        id, clientData, authenticatorData, signature, handle instanceof String text ? text : "");
    }

    /** Returns the id that a body names; {@code null} if it is malformed. */
    static @Nullable String deletion(byte[] body) {
        Map<String, @Nullable Object> members = JSON.object(body);
        return members != null && members.get("id") instanceof String id && id.length() <= MAX_ID ? id : null;
    }

    private static @Nullable String id(Map<?, ?> credential) {
        return credential.get("id") instanceof String id
                        && id.length() <= MAX_ID
                        && id.equals(credential.get("rawId"))
                        && "public-key".equals(credential.get("type"))
                        && decoded(id) != null
                ? id
                : null;
    }

    private static @Nullable ClientData clientData(Map<?, ?> response) {
        byte[] json = bytes(response, "clientDataJSON", MAX_CLIENT_DATA);
        Map<String, @Nullable Object> members = json == null ? null : JSON.object(json);
        if (json == null
                || members == null
                || !(members.get("challenge") instanceof String challenge)
                || !Attempt.isEncoded(challenge)) {
            return null;
        }
        Object crossOrigin = members.getOrDefault("crossOrigin", false);
        return new ClientData(json, challenge, !Boolean.FALSE.equals(crossOrigin) || members.containsKey("topOrigin"));
    }

    private static byte @Nullable [] bytes(Map<?, ?> response, String name, int max) {
        return response.get(name) instanceof String text && text.length() <= max ? decoded(text) : null;
    }

    /** Returns {@code null} unless this is the only spelling of the bytes. */
    private static byte @Nullable [] decoded(String text) {
        if (!Passkey.isBase64Url(text)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
