package dev.gatehouse.jwt.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every vector that a request can carry, over HTTP on a real container: whatever is wrong, the answer is the same to
 * the byte.
 */
class VectorsOverHttpTest {

    @TempDir
    private static Path folder;

    private static HttpTarget target;
    private static String refusal;

    @BeforeAll
    static void start() {
        target = new HttpTarget(KeyFiles.settings(Suite.trusts(), folder));
        refusal = refused("Bearer x");
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    private static String refused(String authorization) {
        target.submit(new Batch(Family.BEARER)
                .bearer(Keys.MAIN, Check.SEVERAL, "refused", authorization, "token.malformed")
                .vectors()
                .get(0));
        return target.answer();
    }

    @TestFactory
    Stream<DynamicContainer> vector_getsItsVerdict() {
        return Arrays.stream(Family.values())
                .map(family -> DynamicContainer.dynamicContainer(
                        family.name(),
                        Suite.family(family).stream()
                                .filter(VectorsOverHttpTest::canBeSent)
                                .map(VectorsOverHttpTest::test)));
    }

    private static DynamicTest test(Vector vector) {
        return DynamicTest.dynamicTest(vector.name(), () -> {
            String verdict = target.submit(vector);
            if (mayStopTheContainer(vector.authorization())) {
                assertEquals(HttpTarget.CONTAINER, verdict);
                return;
            }
            assertEquals(vector.verdict(), verdict);
            if (vector.good()) {
                assertEquals(200, target.status());
            } else {
                assertEquals(refusal, answer(vector));
            }
        });
    }

    /**
     * Who presents a good token without the proof that it demands is told that there is such a thing (RFC 9449 section
     * 7.1).
     */
    private static String answer(Vector vector) {
        String answer = target.answer();
        int dpop = answer.indexOf("WWW-Authenticate: DPoP ");
        boolean unproven = vector.check() == Check.CONFIRMATION_PROVEN && dpop > 0;
        return unproven ? answer.substring(0, dpop) + answer.substring(answer.indexOf('\n', dpop) + 1) : answer;
    }

    @Test
    void refusal_revealsNoReason() {
        assertTrue(refusal.startsWith("HTTP/1.1 401 "), refusal);
        assertTrue(refusal.contains("WWW-Authenticate: Bearer realm="), refusal);
        assertTrue(refusal.contains("error=\"invalid_token\""), refusal);
        assertTrue(refusal.contains("Cache-Control: no-store"), refusal);
        assertTrue(!refusal.contains("error_description"), refusal);
        assertEquals(refusal, refused("Bearer x"));
    }

    @Test
    void absentCredential_isAskedForWithoutAnError() {
        target.submit(with(List.of()));
        String answer = target.answer();
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        assertTrue(answer.contains("WWW-Authenticate: Bearer realm=") && !answer.contains("error="), answer);
    }

    @Test
    void goodTokenElsewhere_countsAsAbsent() {
        target.submit(with(List.of()));
        String absent = target.answer();
        Map<String, String> elsewhere = new LinkedHashMap<>();
        elsewhere.put("X-Authorization", "Bearer " + Keys.good());
        elsewhere.put("Proxy-Authorization", "Bearer " + Keys.good());
        elsewhere.put("Cookie", "access_token=" + Keys.good());
        elsewhere.put("Authorization", "Basic " + Keys.good());
        elsewhere.forEach((name, value) -> {
            target.submit(with(List.of(new Vector.Field(name, value))));
            assertEquals(absent, target.answer(), name);
        });
    }

    @Test
    void twoAuthorizations_areRefusedThoughBothAreGood() {
        Vector.Field good = new Vector.Field("Authorization", "Bearer " + Keys.good());
        for (Vector.Field other : List.of(
                good, new Vector.Field("authorization", "Bearer x"), new Vector.Field("Authorization", "Basic YTpi"))) {
            target.submit(with(List.of(good, other)));
            assertEquals(400, target.status());
            target.submit(with(List.of(other, good)));
            assertEquals(400, target.status());
        }
    }

    private static Vector with(List<Vector.Field> fields) {
        return new Vector(Family.BEARER, "of the test", Check.SEVERAL, Keys.MAIN, fields, null, "");
    }

    @Test
    void twoValidTokensInOneHeader_areRefused() {
        for (String between : List.of(" ", ",", ", ", ", Bearer ", ";")) {
            target.submit(
                    with(List.of(new Vector.Field("Authorization", "Bearer " + Keys.good() + between + Keys.good()))));
            assertEquals(refusal, target.answer());
        }
    }

    /** Each character is one byte on the wire, and spaces around a value are not part of it (RFC 9110 section 5.5). */
    private static boolean canBeSent(Vector vector) {
        String value = vector.authorization();
        return value.length() <= HttpTarget.LONGEST_HEADER / 2
                && value.chars().allMatch(c -> c <= 0xff)
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0
                && (!vector.good() || value.strip().equals(value))
                && !endsWithBlankOfAGoodToken(value);
    }

    private static boolean endsWithBlankOfAGoodToken(String value) {
        return (value.endsWith(" ") || value.endsWith("\t")) && value.indexOf('.') > 0;
    }

    /** Controls have no place in a field (RFC 9110 section 5.5). */
    private static boolean mayStopTheContainer(String value) {
        return value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
    }
}
