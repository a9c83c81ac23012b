package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read is what a second reader, made by others, understands; and what that one refuses is refused. */
class StrictJsonDifferenceTest {

    private static final int ROUNDS = 60_000;
    private static final String[] SEEDS = {
        TestToken.claims(),
        "{\"a\":{\"b\":[1,-2,3.25,1e3,-0,0.0,12E-2,true,false,null,[],{}]},\"c\":\"\\u00e9\\n\\\"\\\\\\/\",\"d\":\"\ud83d\ude00\u00fc\"}",
        " {\t\"n\" :\r\n 12345678901234567890 , \"m\":-9223372036854775808,\"k\":9223372036854775807,\"\":\"\" } ",
        "{\"s\":\"\\ud83d\\ude00\",\"t\":[\"x\",\"y\",[[[\"z\"]]]],\"u\":1.5e300,\"v\":999999999999999999,\"w\":1000000000000000000}",
    };
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "1",
        "-",
        ".",
        "e",
        "+",
        "\\u",
        "d83d",
        "\u0000",
        " ",
        "\n",
        "null",
        "tru",
        "\"a\":1,",
        "\u00e9",
        "\ud83d\ude00",
        "/**/",
        "1e999",
        "\ufeff",
        "NaN",
        "\t",
        "'",
        "99999999999999999999",
        "\\ude00",
        "\\x"
    };

    private final StrictJson json = new StrictJson(100_000);
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(StrictJson.MAX_DEPTH)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Test
    void mutatedDocuments_areReadAsAnotherReaderReadsThem() {
        long seed = 42;
        Random random = new Random(seed);
        int good = 0;
        int bad = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] document = mutated(SEEDS[random.nextInt(SEEDS.length)], random);
            Object expected = other(document);
            String place =
                    "round " + round + " of seed " + seed + ": " + new String(document, StandardCharsets.ISO_8859_1);
            assertEquals(expected, json.object(document), place);
            good += expected == null ? 0 : 1;
            bad += expected == null ? 1 : 0;
        }
        assertTrue(good > 1_000 && bad > 1_000, good + " good, " + bad + " bad");
    }

    private static byte[] mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(3));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** What Jackson reads, with what it has no switch for checked here. */
    private Map<String, Object> other(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            try (JsonParser parser = factory.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return null;
                }
                Map<String, Object> object = members(parser);
                return parser.nextToken() == null ? object : null;
            }
        } catch (CharacterCodingException notUtf8) {
            return null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = whole(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return members(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            Number number = parser.getNumberValue();
            return number instanceof Integer ? Long.valueOf(number.longValue()) : number;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            if (!Double.isFinite(parser.getDoubleValue())) {
                throw new IOException("beyond double");
            }
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return whole(parser.getText());
        }
        if (token == null) {
            throw new IOException("the end");
        }
        return token == JsonToken.VALUE_NULL ? null : token == JsonToken.VALUE_TRUE;
    }

    private static String whole(String text) throws IOException {
        if (!StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
            throw new IOException("half a surrogate pair");
        }
        return text;
    }
}
