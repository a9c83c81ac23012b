package dev.gatehouse.jwt.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.support.json.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says why a document is not a JWK set. It is read again for that, and leniently: the words are for operators. They
 * contain nothing of the document.
 */
final class KeySetDefect {

    private static final int MAX_DEPTH = 32;
    private static final int START = 1024;

    private KeySetDefect() {}

    static String of(byte[] document, int maxText) {
        String start = new String(document, 0, Math.min(document.length, START), StandardCharsets.ISO_8859_1);
        String form = form(start);
        if (form != null) {
            return form;
        }
        try {
            return content(
                    StrictJson.decoder().decode(ByteBuffer.wrap(document)).toString(), maxText);
        } catch (CharacterCodingException malformed) {
            return "is not UTF-8";
        }
    }

    /** Returns what the first characters tell; {@code null} if they may be JSON. */
    private static @Nullable String form(String start) {
        String stripped = start.strip();
        if (stripped.isEmpty()) {
            return "is empty";
        }
        if (start.startsWith("\u001f\u008b")) {
            return "is compressed (gzip), although that was not asked for";
        }
        if (start.startsWith("\u00ef\u00bb\u00bf")) {
            return "begins with a byte order mark, which JSON does not allow";
        }
        if (start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe") || start.indexOf('\0') >= 0) {
            return "is UTF-16 or UTF-32 instead of UTF-8";
        }
        if (stripped.startsWith("<")) {
            String lower = stripped.toLowerCase(Locale.ROOT);
            return lower.contains("<html") || lower.startsWith("<!doctype html")
                    ? "is an HTML page, such as a login or error page"
                    : "is XML";
        }
        if (stripped.startsWith("-----BEGIN")) {
            return "is PEM";
        }
        if (stripped.startsWith("[")) {
            return "is an array without the object around it";
        }
        return stripped.startsWith("eyJ") ? "is signed or encrypted (a JWT)" : null;
    }

    private static String content(String text, int maxText) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(maxText)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            return members(parser);
        } catch (StreamConstraintsException tooLarge) {
            return "exceeds a limit (" + MAX_DEPTH + " levels, strings of " + maxText + " characters)";
        } catch (JsonEOFException early) {
            return "is cut off";
        } catch (IOException malformed) {
            return String.valueOf(malformed.getMessage()).startsWith("Duplicate field")
                    ? "has a member twice in one object"
                    : "is not valid JSON";
        }
    }

    private static String members(JsonParser parser) throws IOException {
        Set<String> names = new HashSet<>();
        String keys = "has no member keys";
        boolean certificates = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return "is not a JSON object";
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            names.add(name);
            JsonToken value = parser.nextToken();
            certificates |= value == JsonToken.VALUE_STRING && parser.getText().startsWith("-----BEGIN CERTIFICATE");
            if (name.equals("keys")) {
                keys = value == JsonToken.START_ARRAY ? entries(parser) : "is wrong: keys is not an array";
            }
            parser.skipChildren();
        }
        if (after(parser)) {
            return "has something after the object";
        }
        if (names.contains("keys")) {
            return keys;
        }
        if (names.contains("kty")) {
            return "is a single key without the set around it";
        }
        if (names.contains("jwks_uri")) {
            return "is the metadata of an issuer and not its key set, which is at the jwks_uri in it";
        }
        return certificates ? "is a list of certificates" : keys;
    }

    private static String entries(JsonParser parser) throws IOException {
        boolean some = false;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            some |= token == JsonToken.START_OBJECT;
            parser.skipChildren();
            if (token == null) {
                throw new JsonEOFException(parser, null, "");
            }
        }
        return some ? "exceeds a limit of JSON (names, numbers or characters)" : "is wrong: no entry of keys is a key";
    }

    private static boolean after(JsonParser parser) {
        try {
            return parser.nextToken() != null;
        } catch (IOException malformed) {
            return true;
        }
    }
}
