package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.HeardKeys;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Kind K of the cases from the field: why a document is not a JWK set is told in words of its own. */
class KeySetWordsCasesTest {

    private static final String SET =
            new String(TestIssuer.jwks(TestKey.elliptic("a", Curve.P_256)), StandardCharsets.UTF_8);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Map.Entry<byte[], String>> documents() {
        List<Map.Entry<byte[], String>> documents = new ArrayList<>();
        documents.add(Map.entry(utf8("\r\n<!DOCTYPE html><html>secret</html>"), "HTML"));
        documents.add(Map.entry(utf8("<?xml version=\"1.0\"?><a>secret</a>"), "XML"));
        documents.add(Map.entry(gzip(SET), "gzip"));
        documents.add(Map.entry(utf8("\ufeff" + SET), "byte order mark"));
        documents.add(Map.entry(SET.getBytes(StandardCharsets.UTF_16), "UTF-16"));
        documents.add(Map.entry(new byte[] {'{', '"', (byte) 0xe9, '"'}, "UTF-8"));
        documents.add(Map.entry(utf8(SET.replace("\"kty\"", "\"kid\":\"secret\",\"kty\"")), "twice"));
        documents.add(Map.entry(utf8(SET.substring(0, SET.length() / 2)), "cut off"));
        documents.add(Map.entry(utf8(SET + "secret"), "after"));
        documents.add(Map.entry(utf8("{'keys':[]}"), "not valid JSON"));
        documents.add(Map.entry(utf8(""), "empty"));
        documents.add(Map.entry(utf8(" \n"), "empty"));
        documents.add(Map.entry(utf8("[" + SET + "]"), "array"));
        documents.add(Map.entry(utf8(SET.substring(SET.indexOf('[') + 1, SET.lastIndexOf(']'))), "single key"));
        documents.add(
                Map.entry(utf8("{\"issuer\":\"https://secret.example.com\",\"jwks_uri\":\"secret\"}"), "metadata"));
        documents.add(Map.entry(utf8("{\"a\":\"-----BEGIN CERTIFICATE-----\\nsecret\"}"), "certificates"));
        documents.add(Map.entry(utf8("-----BEGIN PUBLIC KEY-----\nsecret"), "PEM"));
        documents.add(Map.entry(utf8("{\"error\":\"secret\"}"), "no member keys"));
        documents.add(Map.entry(utf8("{\"keys\":{}}"), "keys is not an array"));
        documents.add(Map.entry(utf8("{\"keys\":[null,1]}"), "no entry"));
        documents.add(Map.entry(utf8("{\"keys\":[" + "[".repeat(40) + "]".repeat(40) + "]}"), "limit"));
        documents.add(Map.entry(utf8("{\"keys\":[],\"x\":\"" + "x".repeat(70_000) + "\"}"), "limit"));
        documents.add(Map.entry(utf8("eyJhbGciOiJSUzI1NiJ9.eyJrZXlzIjpbXX0.secret"), "signed"));
        return documents;
    }

    @TestFactory
    Stream<DynamicTest> documentThatIsNoSet_isToldInItsOwnWords() {
        return documents().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getValue(), () -> {
                    TestIssuer issuer = TestIssuer.publishing();
                    issuer.publish(entry.getKey());
                    try (HeardKeys heard = new HeardKeys()) {
                        JwkSource source = new JwkSource(
                                "https://issuer.example.com",
                                issuer,
                                new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24)),
                                new ManualScheduler());
                        source.start();
                        assertEquals(1, heard.at(Level.WARN).size());
                        String told = heard.at(Level.WARN).get(0);
                        assertTrue(told.contains(entry.getValue()), told);
                        assertTrue(
                                source.health().detail().contains(entry.getValue()),
                                source.health().detail());
                        assertFalse(told.contains("secret"), told);
                    }
                }));
    }

    @Test
    void words_differ() {
        KeySetReader reader = new KeySetReader();
        Set<String> words = new HashSet<>();
        documents().forEach(entry -> words.add(reader.defect(entry.getKey())));
        // Two documents are empty, and two exceed a limit.
        assertEquals(documents().size() - 2, words.size(), words.toString());
    }
}
