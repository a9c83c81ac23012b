package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        "a",
        "B",
        "1",
        "~",
        "+",
        "-",
        "_",
        ":",
        "@",
        "!",
        "=",
        ".",
        "..",
        "...",
        ";",
        ";x=1",
        "\\",
        "//",
        "%2e",
        "%2E",
        "%2f",
        "%2F",
        "%5c",
        "%5C",
        "%25",
        "%3b",
        "%3B",
        "%00",
        "%0a",
        "%0D",
        "%1f",
        "%7F",
        "%80",
        "%85",
        "%ff",
        "%c0%ae",
        "%c3%bc",
        "%C3%BC",
        "%c3",
        "%bc",
        "%e2%82%ac",
        "%e2%80%a8",
        "%ed%a0%80",
        "%f0%9f%98%80",
        "%c2%85",
        "%20",
        "%41",
        "%3f",
        "%23",
        "%",
        "%4",
        "%zz",
        "%u002e",
        "%-1",
        "%+1",
        " ",
        "\t",
        "\n",
        "\0",
        "\u007f",
        "\u00fc",
        "\u0100",
        "\uff0e",
        "\uff0f",
        "?",
        "#",
        "%252e",
        "%2",
        "e",
        "5c"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/ | /",
                "/v1/tasks | /v1/tasks",
                "/v1/ | /v1/",
                "/v1/%C3%BC | /v1/\u00fc",
                "/%41%7a | /Az",
                "/%50%59 | /PY",
                "/%4a%6f%4A%4F | /JoJO",
                "/a%20b | /a b",
                "/a+b | /a+b",
                "/.a/b../c...d/... | /.a/b../c...d/...",
                "/.well-known/x | /.well-known/x",
                "/a%3fb%23c | /a?b#c",
            })
    void goodPath_isDecodedOnce(String raw, String path) {
        RequestTarget target = RequestTarget.of(raw);
        assertNull(target.refusal());
        assertEquals(path, target.path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | target.not-absolute",
                "v1 | target.not-absolute",
                "* | target.not-absolute",
                "http://a/b | target.not-absolute",
                "// | target.empty-segment",
                "/a//b | target.empty-segment",
                "/. | target.dot-segment",
                "/.. | target.dot-segment",
                "/a/. | target.dot-segment",
                "/a/../b | target.dot-segment",
                "/a;b | target.path-parameter",
                "/..;/a | target.path-parameter",
                "/a\\b | target.backslash",
                "/a%2fb | target.escaped-delimiter",
                "/a%5Cb | target.escaped-delimiter",
                "/%2e%2E/a | target.escaped-delimiter",
                "/%252e | target.escaped-delimiter",
                "/a%3Bb | target.escaped-delimiter",
                "/a%00 | target.character",
                "/a%7f | target.character",
                "/a%C2%85 | target.character",
                "/a b | target.character",
                "/a?b | target.character",
                "/a#b | target.character",
                "/\u00fc | target.character",
                "/a% | target.escape",
                "/a%1 | target.escape",
                "/a%g1 | target.escape",
                "/a%1g | target.escape",
                "/a%1G | target.escape",
                "/a%`1 | target.escape",
                "/a%@1 | target.escape",
                "/a%:1 | target.escape",
                "/a%/1 | target.escape",
                "/a%\u0661\u0661 | target.escape",
                "/a%ff | target.encoding",
                "/a%c3 | target.encoding",
                "/%c0%ae | target.encoding",
                "/%ed%a0%80 | target.encoding",
            })
    void hostilePath_isRefusedWithItsReason(String raw, String reason) {
        RequestTarget target = RequestTarget.of(raw);
        assertNotNull(target.refusal());
        assertEquals(reason, target.refusal().code());
        assertEquals("", target.path());
    }

    @Test
    void noTarget_isRefused() {
        assertNotNull(RequestTarget.of(null).refusal());
    }

    /**
     * Either it is refused, or it decodes to what everybody else reads in it and holds nothing that a second reading
     * could take for more.
     */
    @Test
    void anyMixture_isRefusedOrReadAlike() {
        Random random = new Random(20260101);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder raw = new StringBuilder(random.nextInt(20) == 0 ? "" : "/");
            for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
                raw.append(PIECES[random.nextInt(PIECES.length)]);
            }
            RequestTarget target = RequestTarget.of(raw.toString());
            if (target.refusal() == null) {
                accepted++;
                assertHarmless(raw.toString(), target.path());
            } else {
                assertEquals("", target.path());
            }
        }
        assertTrue(accepted > 10_000, "the property is empty: " + accepted);
    }

    private static void assertHarmless(String raw, String path) {
        assertEquals(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8), path, raw);
        assertTrue(path.startsWith("/"), raw);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            assertTrue(!Character.isISOControl(c) && c != '\\' && c != ';' && c != '%' && c != '\ufffd', raw);
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            assertTrue(!segments[i].equals(".") && !segments[i].equals(".."), raw);
            assertTrue(!segments[i].isEmpty() || i == segments.length - 1, raw);
        }
        long slashes = raw.chars().filter(c -> c == '/').count();
        assertEquals(slashes, path.chars().filter(c -> c == '/').count(), raw);
        List<String> rawSegments = List.of(raw.substring(1).split("/", -1));
        assertEquals(rawSegments.size(), segments.length, raw);
    }
}
